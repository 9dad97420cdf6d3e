//! Sorting by a number. One sort does for every type here: the standard library's are compiled anew for each, to some kilobytes.

/// Sorts by a number; what has the same keeps its order.
pub fn sort_by_number<T>(items: &mut Vec<T>, number: impl Fn(&T) -> u64) {
    let mut order: Vec<(u64, usize)> = items.iter().enumerate().map(|(place, item)| (number(item), place)).collect();
    order.sort_unstable();
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, place)| unsorted[place].take()));
}

/// Sorts by length, longest first.
pub fn longest_first<T>(items: &mut Vec<T>, text: impl Fn(&T) -> &str) {
    sort_by_number(items, |item| u64::MAX - text(item).len() as u64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort_by_number(&mut items, |item| item.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        let mut words = vec!["by", "written by", "von"];
        longest_first(&mut words, |word| word);
        assert_eq!(words, ["written by", "von", "by"]);
    }
}

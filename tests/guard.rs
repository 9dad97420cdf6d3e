//! Every exemption is at work in some fixture: one that nothing shows could be gone without anybody's noticing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dele::Options;
use dele::html::clean;

/// Where the reasons for which something stays are written down.
const SOURCES: [&str; 2] = ["src/guard.rs", "src/detect/byline/keeps.rs"];

#[test]
fn every_exemption_has_a_fixture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written: BTreeSet<String> = SOURCES
        .iter()
        .map(|source| fs::read_to_string(root.join(source)).expect("readable"))
        .flat_map(|text| {
            text.split("Some(\"").skip(1).filter_map(|rest| rest.split_once("\")")).map(|(reason, _)| reason.to_owned()).collect::<Vec<_>>()
        })
        .filter(|reason| reason.contains(' '))
        .collect();
    assert!(written.len() > 20, "the reasons were not found");

    let options = Options { explain: true, ..Options::default() };
    let mut given = BTreeSet::new();
    for group in fs::read_dir(root.join("tests/fixtures")).expect("readable") {
        let group = group.expect("an entry").path();
        for case in fs::read_dir(&group).into_iter().flatten() {
            let case = case.expect("an entry").path();
            let Ok(page) = fs::read(case.join("page.html")) else { continue };
            given.extend(clean(&page, &options).expect("a page").report.declined.into_iter().map(|declined| declined.reason));
        }
    }
    let without: Vec<_> = written.difference(&given).collect();
    assert!(without.is_empty(), "no fixture shows what stays because {without:?}");
}

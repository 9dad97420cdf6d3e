//! Runs every page in `tests/fixtures/`; `tests/fixtures/README.md` says how one is written.

#[path = "support/marks.rs"]
mod marks;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dele::html::{self, Cleaned};
use dele::{Kind, Options, Report};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::{Deserialize, Serialize};

use marks::{Marked, bare, is_subsequence, spaced, without_marks};

/// Fewer cases than this mean that they were not found. Raise it as cases are added; never lower it.
const FEWEST: usize = 390;

/// `case.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Why this case is there, in one sentence.
    intent: String,
    /// Whether anything is struck.
    strikes: bool,
    /// The rule it is about.
    rule: Option<String>,
    /// Limits the kinds.
    kinds: Option<Vec<Kind>>,
    /// Why it does not work yet. Such a case has to fail.
    known_failure: Option<String>,
}

/// `expected.json`: what the report says, in every build.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    removals: Vec<ExpectedRemoval>,
    notes: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedRemoval {
    kind: Kind,
    rule: String,
    text: String,
}

impl From<&Report> for Expected {
    fn from(report: &Report) -> Expected {
        let removals =
            report.removals.iter().map(|it| ExpectedRemoval { kind: it.kind, rule: it.rule.into(), text: spaced(&it.text) }).collect();
        Expected { removals, notes: report.notes.clone() }
    }
}

fn main() {
    let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
    if bless && std::env::var_os("CI").is_some() {
        eprintln!("BLESS is refused where CI is set: expectations are changed by a person who looks at them");
        std::process::exit(2);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders: Vec<PathBuf> = folders(&root).iter().flat_map(|group| folders(group)).collect();
    let name = |folder: &Path| folder.strip_prefix(&root).unwrap_or(folder).to_string_lossy().replace('\\', "/");
    let mut trials: Vec<Trial> = folders
        .iter()
        .map(|folder| {
            let folder = folder.clone();
            Trial::test(name(&folder), move || run(&folder, bless).map_err(Failed::from))
        })
        .collect();
    trials.push(Trial::test("all/found", {
        let folders = folders.clone();
        move || inventory(&folders).map_err(Failed::from)
    }));
    trials.push(Trial::test("all/every rule has a kept case", move || rules(&folders).map_err(Failed::from)));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn read(folder: &Path, name: &str) -> Result<String, String> {
    fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
}

fn case(folder: &Path) -> Result<Case, String> {
    let case: Case = toml::from_str(&read(folder, "case.toml")?).map_err(|error| format!("case.toml: {error}"))?;
    if case.intent.trim().is_empty() || case.known_failure.as_ref().is_some_and(|why| why.trim().is_empty()) {
        return Err("case.toml: intent and known_failure are sentences".into());
    }
    Ok(case)
}

fn run(folder: &Path, bless: bool) -> Result<(), String> {
    let case = case(folder)?;
    let page = read(folder, "page.html")?;
    let marked = Marked::read(&page);
    let options = Options { kinds: case.kinds.clone(), explain: false };
    let cleaned = html::clean(page.as_bytes(), &options).map_err(|error| error.to_string())?;

    check_marks(&case, &marked)?;
    check_always(&page, &marked, &options, &cleaned)?;
    let outcome = check(&case, &marked, &cleaned);
    if let Some(why) = &case.known_failure {
        if folder.join("expected.json").exists() {
            return Err("a case with a known_failure has no expected.json; remove it".into());
        }
        return match outcome {
            Err(_) => Ok(()),
            Ok(()) => Err(format!("this works now, so take the known_failure out of case.toml: {why}")),
        };
    }
    outcome.map_err(|problem| format!("{}\n{problem}", case.intent))?;
    check_report(folder, &Expected::from(&cleaned.report), bless)
}

/// The page's marks and `case.toml` have to agree.
fn check_marks(case: &Case, marked: &Marked) -> Result<(), String> {
    if let Some(fault) = marked.faults.first() {
        return Err(format!("page.html: {fault}"));
    }
    match (case.strikes, marked.blocks.is_empty()) {
        (true, true) => Err("case.toml says strikes = true, but page.html marks nothing with fx-strike".into()),
        (false, false) => Err("case.toml says strikes = false, but page.html marks something with fx-strike".into()),
        (false, true) if marked.kept == 0 => Err("page.html: mark with fx-keep what this case is about".into()),
        _ => Ok(()),
    }
}

/// What holds for every page, whatever is struck.
fn check_always(page: &str, marked: &Marked, options: &Options, cleaned: &Cleaned) -> Result<(), String> {
    let unmarked = html::clean(without_marks(page)?.as_bytes(), options).map_err(|error| error.to_string())?;
    if unmarked.report != cleaned.report {
        return Err("page.html: the marks change what is struck; write each where it splits no text".into());
    }
    let again = html::clean(cleaned.html.as_bytes(), options).map_err(|error| format!("the cleaned page: {error}"))?;
    if let Some(removal) = again.report.removals.first() {
        return Err(format!("cleaning the cleaned page strikes again: {removal:?}"));
    }
    if !is_subsequence(&Marked::read(&cleaned.html).stream(), &marked.stream()) {
        return Err("the cleaned page has text that the page does not have, or in another order".into());
    }
    if let Some(removal) = cleaned.report.removals.iter().find(|removal| !options.wants(removal.kind)) {
        return Err(format!("struck although not among the kinds: {removal:?}"));
    }
    Ok(())
}

/// What the author marked against what came out.
fn check(case: &Case, marked: &Marked, cleaned: &Cleaned) -> Result<(), String> {
    let after = Marked::read(&cleaned.html);
    let mut problems = marked.differences(&after);
    problems.extend(after.leftovers.iter().map(|leftover| format!("+ has to go, is still there:  {leftover}")));
    if after.kept < marked.kept {
        problems.push(format!("- has to stay, is gone:  {} of {} elements with fx-keep", marked.kept - after.kept, marked.kept));
    }

    let mut missing: Vec<_> = marked.blocks.iter().collect();
    for removal in &cleaned.report.removals {
        // A report carries no more than the start of a text.
        let start = bare(removal.text.trim_end_matches(['\u{2026}', '.']));
        match missing.iter().position(|block| block.kind == removal.kind && block.text.starts_with(&start)) {
            Some(found) => {
                missing.remove(found);
            }
            None => problems.push(format!(
                "reported, but no such block is marked:  {} ({}) \u{201C}{}\u{201D}",
                removal.kind.name(),
                removal.rule,
                spaced(&removal.text)
            )),
        }
    }
    for block in missing {
        let start: String = block.text.chars().take(60).collect();
        problems.push(format!("marked, but no such block is reported:  {} \u{201C}{start}\u{201D}", block.kind.name()));
    }
    if let Some(rule) = case.rule.as_ref().filter(|_| case.strikes)
        && !cleaned.report.removals.iter().any(|removal| removal.rule == rule)
    {
        problems.push(format!("case.toml names the rule {rule:?}, but it struck nothing"));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// The report against `expected.json`. It is written by command only, and only where the marks hold.
fn check_report(folder: &Path, got: &Expected, bless: bool) -> Result<(), String> {
    let path = folder.join("expected.json");
    let json = serde_json::to_string_pretty(got).map_err(|error| error.to_string())? + "\n";
    if bless {
        return fs::write(path, json).map_err(|error| error.to_string());
    }
    if !path.exists() {
        return Err("the marks hold, but there is no expected.json; look at the report and run: BLESS=1 cargo test --test fixtures".into());
    }
    let wanted: Expected = serde_json::from_str(&read(folder, "expected.json")?).map_err(|error| format!("expected.json: {error}"))?;
    if wanted == *got {
        return Ok(());
    }
    let before = serde_json::to_string_pretty(&wanted).map_err(|error| error.to_string())? + "\n";
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), json.lines().collect());
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &before, &after);
    let lines: Vec<String> =
        changes.iter().flat_map(|change| change.iter_changes(&before, &after)).map(|it| format!("{} {}", it.tag(), it.value())).collect();
    Err(format!("the marks hold, but the report is not that of expected.json:\n{}", lines.join("\n")))
}

/// Guards against a run that finds nothing and so shows nothing.
fn inventory(folders: &[PathBuf]) -> Result<(), String> {
    let cases: Vec<Case> = folders.iter().map(|folder| case(folder)).collect::<Result<_, _>>()?;
    let striking = cases.iter().filter(|case| case.strikes).count();
    if cases.len() < FEWEST || striking == 0 || striking == cases.len() {
        return Err(format!("{} cases, {striking} of them with something struck: too few, or of one sort only", cases.len()));
    }
    Ok(())
}

/// Each rule that strikes somewhere also has a case in which it must not.
fn rules(folders: &[PathBuf]) -> Result<(), String> {
    let mut striking = BTreeSet::new();
    let mut keeping = BTreeSet::new();
    for folder in folders {
        let case = case(folder)?;
        if let Ok(json) = read(folder, "expected.json") {
            let expected: Expected = serde_json::from_str(&json).map_err(|error| format!("{}: {error}", folder.display()))?;
            striking.extend(expected.removals.into_iter().map(|removal| removal.rule));
        }
        if !case.strikes {
            keeping.extend(case.rule);
        }
    }
    let missing: Vec<_> = striking.difference(&keeping).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case with strikes = false names these rules: {missing:?}")) }
}

//! Rules on how the sources hang together, and that the documents name files that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder whose name ends so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found
}

/// The lines of the engine (all sources but the browser adapter) that name one of these.
fn engine_lines_with(words: &[&str], but: &[&str]) -> Vec<String> {
    let sources = files(&root().join("src"), ".rs");
    assert!(sources.len() > 10, "the sources were not found");
    let mut lines = Vec::new();
    for path in sources {
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        if but.iter().any(|but| name.starts_with(but)) {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).expect("readable").lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                lines.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    lines
}

#[test]
fn only_the_browser_adapter_knows_the_browser() {
    let words = ["web_sys", "js_sys", "wasm_bindgen"];
    assert_eq!(engine_lines_with(&words, &["src/browser/"]), Vec::<String>::new());
    assert!(!engine_lines_with(&words, &[]).is_empty(), "the browser adapter names none of them either: is the test still right?");
}

#[test]
fn only_the_native_adapter_parses_html() {
    let words = ["html5ever", "quick_xml", "encoding_rs"];
    assert_eq!(engine_lines_with(&words, &["src/html/"]), Vec::<String>::new());
    assert!(!engine_lines_with(&words, &[]).is_empty(), "the native adapter names none of them either: is the test still right?");
}

/// `tools/bindgen` takes all that formats out of the core, since only panics use it.
#[test]
fn nothing_but_panics_is_formatted() {
    let macros = ["format!", "write!", "writeln!", "dbg!", ".to_string()"];
    let mut lines = Vec::new();
    for path in files(&root().join("src"), ".rs") {
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if !name.starts_with("src/html/") && !name.starts_with("src/bin/") {
            lines.extend(
                code.lines().filter(|line| macros.iter().any(|name| line.contains(name))).map(|line| format!("{name}: {}", line.trim())),
            );
        }
    }
    assert_eq!(lines, Vec::<String>::new());
}

#[test]
fn the_engine_has_no_clock_and_touches_no_files() {
    let words = ["std::time", "Instant::now", "SystemTime", "std::fs", "std::net", "std::process", "std::env"];
    assert_eq!(engine_lines_with(&words, &["src/browser/", "src/bin/"]), Vec::<String>::new());
}

/// Where a document links to or quotes a path of the project, the path exists.
#[test]
fn paths_in_the_documents_exist() {
    let mut missing = Vec::new();
    let documents: Vec<PathBuf> = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "PRIVACY.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "lexicon/README.md",
        "tests/fixtures/README.md",
    ]
    .into_iter()
    .map(|name| root().join(name))
    .filter(|path| path.exists())
    .collect();
    assert!(!documents.is_empty());
    for document in documents {
        let text = fs::read_to_string(&document).expect("readable");
        let folder = document.parent().expect("a folder");
        for path in links(&text).map(|link| folder.join(link)).chain(quoted(&text).map(|path| root().join(path))) {
            if !path.exists() {
                missing.push(format!("{}: {}", document.display(), path.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The targets of `[text](target)` within the project.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#', ' ']).next()?;
        (!target.is_empty() && !target.contains(':')).then_some(target)
    })
}

/// What stands between backquotes and begins like a path of the sources.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    const FOLDERS: &[&str] = &["src/", "tests/", "lexicon/", "extension/", "www/", "scripts/", "tools/", "docs/", ".ci/", ".github/"];
    text.split('`').skip(1).step_by(2).filter(|quote| {
        let is_pattern = quote.contains(['*', '<', '{', ' ', '\u{2026}']) || quote.contains("...");
        FOLDERS.iter().any(|folder| quote.starts_with(folder)) && !is_pattern
    })
}

/// Each dependency is there for a reason, which `ARCHITECTURE.md` gives; and it gives none for what is not there.
#[test]
fn every_dependency_has_its_reason() {
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("readable");
    let (_, section) = architecture.split_once("## Dependencies").expect("a section on dependencies");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let told: BTreeSet<&str> = rows.flat_map(|row| row.split('|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2)).collect();

    let mut used = BTreeSet::new();
    for manifest in ["Cargo.toml", "tools/bindgen/Cargo.toml"] {
        let text = fs::read_to_string(root().join(manifest)).expect("readable");
        let manifest: toml::Table = text.parse().expect("TOML");
        let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
        for table in std::iter::once(&toml::Value::Table(manifest.clone())).chain(targets) {
            for list in ["dependencies", "dev-dependencies", "build-dependencies"] {
                used.extend(table.get(list).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys).cloned());
            }
        }
    }
    let package = fs::read_to_string(root().join("package.json")).expect("readable");
    let package: serde_json::Value = serde_json::from_str(&package).expect("JSON");
    used.extend(package["devDependencies"].as_object().expect("development packages").keys().cloned());

    assert!(used.len() > 20, "the dependencies were not found");
    assert_eq!(told, used.iter().map(String::as_str).collect());
}

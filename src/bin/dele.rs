//! The `dele` command: cleans one page, from a file or from standard input.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::{Parser, ValueEnum};

use dele::html::{Document, Syntax};
use dele::{Kind, Options, Report};

/// Strike paywall blocks, subscription pitches, sign-up boxes and repeated bylines out of an article.
///
/// Prints the page without them, as UTF-8. Nothing is fetched, and text that the page does not carry stays missing.
#[derive(Parser)]
#[command(version, after_help = "Exit status: 0 done, 1 the result could not be written, 2 the input or an option is unusable.")]
struct Arguments {
    /// The page's HTML file, or - for standard input
    #[arg(value_name = "FILE|-")]
    file: PathBuf,

    /// Print what was struck and why, as JSON, instead of the page
    #[arg(long)]
    report: bool,

    /// Print what was struck, what was left although it looked like it, and why; with --report, as JSON
    #[arg(long)]
    explain: bool,

    /// Strike only these kinds
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND,...")]
    kinds: Option<Vec<KindArgument>>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy)]
struct KindArgument(Kind);

impl ValueEnum for KindArgument {
    fn value_variants<'a>() -> &'a [KindArgument] {
        const ALL: [KindArgument; Kind::ALL.len()] = {
            let mut all = [KindArgument(Kind::Paywall); Kind::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = KindArgument(Kind::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

/// What went wrong, in one line, and the exit status.
struct Failure(u8, String);

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(status, message)) => {
            // One line, whatever a file is named.
            eprintln!("dele: {}", message.replace(|c: char| c.is_control(), " "));
            ExitCode::from(status)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let name = if arguments.file.as_os_str() == "-" { "standard input".into() } else { arguments.file.to_string_lossy() };
    let unusable = |why: &dyn std::fmt::Display| Failure(2, format!("{name}: {why}"));
    let input = read(&arguments.file).map_err(|error| unusable(&reason(&error)))?;
    let mut document = Document::parse(&input, syntax(&arguments.file)).map_err(|error| unusable(&error))?;
    let kinds = arguments.kinds.as_ref().map(|kinds| kinds.iter().map(|kind| kind.0).collect());
    let report = document.clean(&Options { kinds, explain: arguments.explain });
    let result = if arguments.report {
        let json = serde_json::to_string_pretty(&report).map_err(|error| Failure(1, error.to_string()))?;
        json + "\n"
    } else if arguments.explain {
        explain(&report)
    } else {
        document.to_html()
    };
    match &arguments.output {
        Some(path) => write_file(path, result.as_bytes()).map_err(|error| Failure(1, format!("{}: {}", path.display(), reason(&error)))),
        None => match io::stdout().write_all(result.as_bytes()).and_then(|()| io::stdout().flush()) {
            // The reader of a pipe has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure(1, format!("standard output: {}", reason(&error)))),
            Ok(()) => Ok(()),
        },
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() != "-" {
        return fs::read(path);
    }
    let mut input = Vec::new();
    io::stdin().lock().read_to_end(&mut input)?;
    Ok(input)
}

fn syntax(path: &Path) -> Syntax {
    let is_xhtml = |extension: &std::ffi::OsStr| extension.eq_ignore_ascii_case("xhtml") || extension.eq_ignore_ascii_case("xht");
    if path.extension().is_some_and(is_xhtml) { Syntax::Xhtml } else { Syntax::Detect }
}

/// Says what to do where that is known.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path".into(),
        io::ErrorKind::IsADirectory => "this is a folder; give one HTML file".into(),
        io::ErrorKind::PermissionDenied => "permission denied; check who may use it".into(),
        _ => error.to_string(),
    }
}

/// Writes a file as a whole or not at all: first under another name beside it.
fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let existing = fs::metadata(path).ok();
    // A device or a pipe takes no new name; writing to a folder fails here with the right error.
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        return File::options().write(true).open(path)?.write_all(content);
    }
    // A link stays a link.
    let path = if existing.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".dele-").tempfile_in(folder)?;
    if let Some(existing) = existing {
        fs::set_permissions(file.path(), existing.permissions())?;
    }
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The report for a person to read.
fn explain(report: &Report) -> String {
    let mut lines = Vec::new();
    let mut entry = |title: String, evidence: &[String], reason: Option<&str>, text: &str| {
        lines.push(title);
        lines.extend(evidence.iter().map(|evidence| format!("    because {evidence}")));
        lines.extend(reason.map(|reason| format!("    but {reason}")));
        lines.push(format!("    \u{201C}{}\u{201D}", text.split_whitespace().collect::<Vec<_>>().join(" ")));
    };
    for removal in &report.removals {
        let title = format!("struck {} ({}, {:.0} %)", removal.kind.name(), removal.rule, removal.confidence * 100.0);
        entry(title, &removal.evidence, None, &removal.text);
    }
    for declined in &report.declined {
        let title = format!("kept, though like {} ({}, {:.0} %)", declined.kind.name(), declined.rule, declined.confidence * 100.0);
        entry(title, &declined.evidence, Some(&declined.reason), &declined.text);
    }
    lines.extend(report.notes.iter().map(|note| format!("note: {note}")));
    if lines.is_empty() {
        lines.push("nothing found".into());
    }
    lines.join("\n") + "\n"
}

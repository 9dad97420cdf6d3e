//! What is no good page: nothing panics, nothing hangs, nothing is lost, and the command says in one line what is wrong.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use dele::Options;
use dele::html::{Cleaned, Document, Error, Syntax, clean};

/// An article with a sign-up box, in the pages below where something has to be struck in spite of all.
const BOX: &str = r#"<div class="newsletter-signup"><h3>Sign up for our newsletter</h3><p>Get the best stories in your inbox every Friday.</p>
<form action="https://example.com/subscribe"><input type="email" name="email"><button>Sign up</button></form></div>"#;

fn article(before: &str, after: &str) -> String {
    let paragraph =
        "<p>For sixty years a small ferry went up the river each morning, and it stopped wherever somebody stood and waved.</p>";
    format!("<article><h1>The ferry</h1><p>By Ada Quill</p>{paragraph}{before}{BOX}{after}{paragraph}</article>")
}

fn cleaned(page: impl AsRef<[u8]>) -> Cleaned {
    clean(page.as_ref(), &Options::default()).expect("a usable page")
}

/// Cleans a page with a box in it: the box goes, everything else stays.
fn strikes_only_the_box(page: impl AsRef<[u8]>, kept: &[&str]) -> String {
    let cleaned = cleaned(page);
    assert_eq!(cleaned.report.removals.len(), 1, "{:?}", cleaned.report);
    assert!(!cleaned.html.contains("in your inbox"), "the box is still there");
    for kept in ["The ferry", "By Ada Quill", "stood and waved"].iter().chain(kept) {
        assert!(cleaned.html.contains(kept), "{kept:?} is gone: {}", cleaned.html.chars().take(2000).collect::<String>());
    }
    cleaned.html
}

fn stays(page: &str, kept: &[&str]) -> String {
    let cleaned = cleaned(page);
    assert!(cleaned.report.removals.is_empty(), "{:?}", cleaned.report);
    for kept in kept {
        assert!(cleaned.html.contains(kept), "{kept:?} is gone: {}", cleaned.html);
    }
    cleaned.html
}

#[test]
fn documents_with_little_in_them() {
    stays("<html></html>", &["<html>"]);
    stays("<!DOCTYPE html>", &["<!DOCTYPE html>"]);
    stays("<html><head><title>x</title></head></html>", &["<title>x</title>"]);
    stays("just a text", &["just a text"]);
    stays(
        "<frameset cols=\"50%,50%\"><frame src=\"a.html\"><frame src=\"b.html\"><noframes>none</noframes></frameset>",
        &["<frameset cols=\"50%,50%\">", "<frame src=\"a.html\">", "<noframes>none</noframes>"],
    );
}

#[test]
fn what_is_no_web_page() {
    let error = |input: &[u8]| clean(input, &Options::default()).expect_err("unusable");
    assert_eq!(error(b""), Error::Empty);
    assert_eq!(error(b" \r\n\t"), Error::Empty);
    assert_eq!(error(b"\xEF\xBB\xBF"), Error::Empty);
    assert!(matches!(error(b"\x89PNG\r\n\x1a\n"), Error::Binary(_)));
    assert!(matches!(error(b"%PDF-1.7\n"), Error::Binary(_)));
    assert!(matches!(error(b"PK\x03\x04\x14\0"), Error::Binary(_)));
    assert!(matches!(error(&(0..=255).cycle().take(5000).map(|byte: u8| byte ^ 0xA7).collect::<Vec<u8>>()), Error::Binary(_)));
    assert!(matches!(error(&[0; 5000]), Error::Binary(_)));
    assert_eq!(error(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>a</text></svg>"), Error::NotHtml("svg".into()));
    assert_eq!(error(b"<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss/>"), Error::NotHtml("rss".into()));
    assert_eq!(error(b"\xEF\xBB\xBF<?xml version='1.0'?><note>a</note>"), Error::NotHtml("note".into()));
    assert_eq!(error(b"<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"), Error::NotHtml("feed".into()));
    assert_eq!(error(b"<meta charset=iso-2022-kr><p>a"), Error::Encoding("iso-2022-kr".into()));
}

#[test]
fn web_pages_that_look_like_something_else() {
    stays("<?xml version=\"1.0\"?><html><body><p>Old HTML</p></body></html>", &["<p>Old HTML</p>"]);
    stays("<!-- saved --><div>A fragment</div>", &["<!-- saved -->", "<div>A fragment</div>"]);
    stays("<my-page>A component</my-page>", &["A component"]);
}

#[test]
fn xhtml_stays_byte_for_byte() {
    let page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"xhtml1-strict.dtd\">\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:e=\"urn:e\" xml:lang='en'><head><title/><?pi a?></head><body>\
         <!-- c --><p e:a=\"1\">caf&eacute;&#160;&lt;<![CDATA[ <raw> ]]><br/></p><div/>{}</body></html>\n",
        article("<div id='before'/>", "<!-- after -->")
            .replace("<input type=\"email\" name=\"email\">", "<input type=\"email\" name=\"email\"/>")
    );
    let html = strikes_only_the_box(&page, &[]);
    let struck = page.find("<div class=\"newsletter-signup\">").expect("there");
    let end = page.find("<!-- after -->").expect("there");
    assert_eq!(html, format!("{}{}", &page[..struck], &page[end..]));
    // Not well-formed: HTML, as browsers take it.
    stays("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><div/><p>one<p>two</body></html>", &["<p>one</p><p>two</p>"]);
    // XHTML in name only stays HTML, which needs no end tags.
    let named = Document::parse(b"<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>a<br/>b</p></body></html>", Syntax::Detect);
    assert!(named.expect("usable").to_html().contains("<br>"));
    let named = Document::parse(b"<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>a<br/>b</p></body></html>", Syntax::Xhtml);
    assert!(named.expect("usable").to_html().contains("<br/>"));
}

#[test]
fn nothing_is_lost_in_writing() {
    let html = strikes_only_the_box(
        format!(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\"><!-- first -->\
             <html lang=en><head><noscript><link rel=a></noscript><script>if (a < b && c) d('</p>')</script><style>p > a {{}}</style></head>\
             <body><template><p>t<template>inner</template></p></template><pre>\n\nfoo</pre><textarea>\n\nbar</textarea>\
             <svg viewBox=\"0 0 1 1\"><a xlink:href=\"#x\"/></svg><p title='\"&lt;'>a&nbsp;&amp;b</p>{}</body></html><!-- last -->",
            article("", "")
        ),
        &[
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">",
            "<!-- first -->",
            "<noscript><link rel=a></noscript>",
            "if (a < b && c) d('</p>')",
            "p > a {}",
            "<template><p>t<template>inner</template></p></template>",
            "<pre>\n\nfoo</pre>",
            "<textarea>\n\nbar</textarea>",
            "<svg viewBox=\"0 0 1 1\"><a xlink:href=\"#x\"></a></svg>",
            "title=\"&quot;&lt;\"",
            "a&nbsp;&amp;b",
            "<!-- last -->",
        ],
    );
    assert_eq!(cleaned(&html).html, html, "writing what was read changes it");
}

#[test]
fn encodings() {
    let utf8 = |input: &[u8]| cleaned(input).html;
    assert!(utf8(b"<meta charset=\"gbk\"><p>\xC4\xE3").contains("<meta charset=\"utf-8\"></head><body><p>\u{4F60}</p>"));
    let by_header = utf8(b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><p>caf\xE9");
    assert!(by_header.contains("content=\"text/html; charset=utf-8\"") && by_header.contains("caf\u{E9}"), "{by_header}");
    assert!(utf8(b"<p>caf\xE9").contains("<meta charset=\"utf-8\"></head><body><p>caf\u{E9}"));
    assert!(utf8("<p>café".as_bytes()).contains("<head></head><body><p>café"));
    assert!(utf8("\u{FEFF}<p>café".as_bytes()).starts_with("\u{FEFF}<html>"));
    let utf16: Vec<u8> = "\u{FEFF}<p>caf\u{E9}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(utf8(&utf16).contains("<meta charset=\"utf-8\"></head><body><p>caf\u{E9}"));
    let declared = utf8(b"<?xml version=\"1.0\" encoding='iso-8859-1'?><html xmlns=\"http://www.w3.org/1999/xhtml\"><p>caf\xE9</p></html>");
    assert!(declared.contains("encoding='UTF-8'") && declared.contains("caf\u{E9}"), "{declared}");
    // A name that contradicts the bytes, and one that nobody knows.
    assert!(utf8(b"<meta charset=utf-16><p>a").contains("<p>a"));
    assert!(utf8("<meta charset=klingon><p>é".as_bytes()).contains("<p>é"));
}

#[test]
fn broken_bytes_and_tags() {
    // A lone surrogate, as UTF-8 would have to write it; overlong and cut-off sequences; zero bytes.
    for odd in [&b"\xED\xA0\x80"[..], b"\xED\xBF\xBF", b"\xC0\xAF", b"\xF0\x9F\x98", b"\xFF", b"a\0b", b"\x01\x1B[31m"] {
        let page = article("<p>ODD</p>", "");
        let at = page.find("ODD").expect("there");
        let mut bytes = b"<!DOCTYPE html><meta charset=utf-8>".to_vec();
        bytes.extend_from_slice(&page.as_bytes()[..at]);
        bytes.extend_from_slice(odd);
        bytes.extend_from_slice(&page.as_bytes()[at + 3..]);
        strikes_only_the_box(bytes, &[]);
    }
    let page = article("", "<p>&#xD800;&#0;&unknown; &amp</p>");
    strikes_only_the_box(&page, &["&amp;unknown;"]);
    // Cut off anywhere: usable or not, no panic.
    for end in (0..page.len()).step_by(7).filter(|end| page.is_char_boundary(*end)) {
        let _ = clean(&page.as_bytes()[..end], &Options::default());
    }
    for cut in
        ["<", "<p", "<p class", "<p class=\"", "<!", "<!--", "<!DOCTYPE", "<![CDATA[", "</", "&", "<script>", "<title>", "<?xml", "<a b='"]
    {
        strikes_only_the_box(article("", "") + cut, &[]);
        let _ = clean(cut.as_bytes(), &Options::default());
    }
}

#[test]
fn forms_whose_fields_have_the_names_of_properties() {
    let names = [
        "id",
        "parentNode",
        "children",
        "attributes",
        "remove",
        "className",
        "style",
        "childNodes",
        "nodeType",
        "textContent",
        "__proto__",
    ];
    let fields: String = names.iter().map(|name| format!("<input name=\"{name}\" value=\"keep {name}\">")).collect();
    let html = strikes_only_the_box(format!("<form id=\"search\">{fields}</form>{}", article("", "")), &[]);
    for name in names {
        assert!(html.contains(&format!("value=\"keep {name}\"")), "{name}");
    }
}

#[test]
fn ten_thousand_levels() {
    for tag in ["div", "span", "b", "ul><li", "blockquote", "table><tr><td", "my-element"] {
        let names: Vec<&str> = tag.split("><").collect();
        let times = 10_000usize.div_ceil(names.len());
        let start = format!("<{tag}>").repeat(times);
        let end: String = names.iter().rev().map(|name| format!("</{name}>")).collect::<String>().repeat(times);
        let html = strikes_only_the_box(format!("{}{start}deepest{end}", article("", "")), &["deepest"]);
        assert!(html.matches(&format!("<{}", names[0])).count() >= times, "{tag}");
    }
    let inner = format!("{}{}{}", "<div>".repeat(10_000), article("", ""), "</div>".repeat(10_000));
    strikes_only_the_box(&inner, &[]);
    let xhtml = inner.replace("name=\"email\">", "name=\"email\"/>");
    strikes_only_the_box(format!("<?xml version='1.0'?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{xhtml}</body></html>"), &[]);
}

fn large(bytes: usize) -> String {
    let mut page = String::with_capacity(bytes + 4096) + &article("", "");
    for number in 0.. {
        if page.len() > bytes {
            break;
        }
        page += &format!(
            "<section class=\"part\"><h2>Part {number}</h2><p>The <a href=\"/{number}\">river</a> rose by {number} metres, and nobody was surprised.</p><ul><li>one</li><li>two</li></ul></section>\n"
        );
    }
    page
}

fn time(page: &str) -> Duration {
    let start = Instant::now();
    strikes_only_the_box(page, &[]);
    start.elapsed()
}

#[test]
fn thirty_megabytes_in_linear_time() {
    let (small, large) = (large(3 << 20), large(30 << 20));
    let once = (0..3).map(|_| time(&small)).min().expect("three times");
    let ten = time(&large);
    // Ten times the page; quadratic time would be a hundred times.
    assert!(ten < once * 30, "{once:?} for 3 MB, {ten:?} for 30 MB");
}

fn dele(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dele"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // The command may end without reading all of it.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the writer ends");
    output
}

/// A folder of its own for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn file(&self, name: &str, content: &[u8]) -> String {
        fs::write(self.0.join(name), content).expect("a file");
        self.path(name)
    }
}

#[test]
fn the_command_says_in_one_line_what_is_wrong() {
    let folder = Folder::new("wrong");
    let wrong = [
        (folder.path("missing.html"), "check the path"),
        (folder.path(""), "folder"),
        (folder.file("empty.html", b""), "empty"),
        (folder.file("a.png", b"\x89PNG\r\n\x1a\n"), "PNG image"),
        (folder.file("a.pdf", b"%PDF-1.7\n"), "PDF"),
        (folder.file("a.zip", b"PK\x03\x04"), "ZIP"),
        (folder.file("two\nlines.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "<svg>"),
        (folder.file("feed.xml", b"<?xml version=\"1.0\"?><rss/>"), "<rss>"),
        (folder.file("korean.html", b"<meta charset=iso-2022-kr>"), "convert the page to UTF-8"),
    ];
    for (path, says) in &wrong {
        let output = dele(&[path], b"");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{path}: {message}");
        assert!(message.contains(says) && message.lines().count() == 1 && message.starts_with("dele: "), "{path}: {message}");
        assert!(output.stdout.is_empty(), "{path}");
    }
    let output = dele(&["-"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "dele: standard input: the input is empty; give an HTML page (did a download fail?)\n"
    );
    assert_eq!(dele(&["--kinds", "advert", "-"], b"<p>").status.code(), Some(2));
    assert_eq!(dele(&[], b"<p>").status.code(), Some(2));
}

#[test]
fn the_command_prints_a_page_or_a_report() {
    let page = article("", "");
    let output = dele(&["-"], page.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), cleaned(&page).html);

    let report: serde_json::Value = serde_json::from_slice(&dele(&["--report", "-"], page.as_bytes()).stdout).expect("JSON");
    let removal = &report["removals"][0];
    assert_eq!(removal["kind"], "newsletter");
    assert_eq!(removal["id"], 1);
    assert!(removal["rule"].is_string() && removal["confidence"].is_number() && removal["evidence"][0].is_string());
    assert!(removal["text"].as_str().is_some_and(|text| text.starts_with("Sign up for our newsletter")));

    let explained = String::from_utf8(dele(&["--explain", "-"], page.as_bytes()).stdout).expect("UTF-8");
    assert!(explained.starts_with("struck newsletter (") && explained.contains("because "), "{explained}");
    let report: serde_json::Value =
        serde_json::from_slice(&dele(&["--report", "--kinds=byline,donation", "-"], page.as_bytes()).stdout).expect("JSON");
    assert_eq!(report["removals"], serde_json::json!([]));
}

#[test]
fn the_command_writes_a_file_as_a_whole() {
    let folder = Folder::new("output");
    let page = folder.file("page.html", article("", "").as_bytes());
    let out = folder.path("out.html");
    assert_eq!(dele(&[&page, "-o", &out], b"").status.code(), Some(0));
    let written = fs::read_to_string(&out).expect("written");
    assert_eq!(written, cleaned(article("", "")).html);
    // Over its own input, and nothing is left beside it.
    assert_eq!(dele(&[&page, "--output", &page], b"").status.code(), Some(0));
    assert_eq!(fs::read_to_string(&page).expect("written"), written);
    assert_eq!(fs::read_dir(&folder.0).expect("a folder").count(), 2);
    // A bad input leaves the old result alone.
    assert_eq!(dele(&["-", "-o", &out], b"").status.code(), Some(2));
    assert_eq!(fs::read_to_string(&out).expect("still there"), written);
    let output = dele(&[&page, "-o", &folder.path("no/such/folder.html")], b"");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).lines().count()), (Some(1), 1));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dele"))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(large(1 << 20).as_bytes()).expect("read to its end");
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

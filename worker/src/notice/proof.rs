//! Proves the samples of a kind: every one is rendered in both languages, says what it must, and looks as it did
//! (`snapshots` in the kind's folder; `KHU_BLESS=1 cargo test -p worker` writes them anew).

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use entity::clock::Instant;
use entity::value::locale::Locale;

use super::{Addressee, Letterhead, Notice, Provider, Rendered, Transfer};

/// Text that would do harm if it reached HTML as it is.
pub const HOSTILE: &str = "<script>alert('Đ & \"Đ\"')</script>";

/// A content with the facts that its text and its HTML must say, in each language.
pub struct Sample<N> {
    pub name: &'static str,
    pub notice: N,
    pub vi: Vec<&'static str>,
    pub en: Vec<&'static str>,
}

/// Proves all samples of the kind that lives in the folder.
pub fn prove<N: Notice>(folder: &str, samples: &[Sample<N>]) {
    let mut files = BTreeSet::new();
    let mut has_hostile = false;
    for sample in samples {
        for (locale, facts) in [(Locale::Vi, &sample.vi), (Locale::En, &sample.en)] {
            let of = format!("{folder} {} {}", sample.name, locale.tag());
            let rendered = rendered(sample, locale);
            assert!(!facts.is_empty(), "{of}: no facts");
            is_sound(&of, &rendered);
            says(&of, &rendered, facts);
            has_hostile |= rendered.html.contains("&#60;script&#62;");
            let name = format!("{}.{}", sample.name, locale.tag());
            for (file, content) in [
                (format!("{name}.txt"), format!("Subject: {}\n\n{}", rendered.subject, rendered.text)),
                (format!("{name}.html"), rendered.html),
            ] {
                looks_as_it_did(folder, &file, &content);
                files.insert(file);
            }
        }
    }
    assert!(has_hostile, "{folder}: no sample tries to harm");
    let kept = fs::read_dir(snapshots(folder)).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(kept.collect::<BTreeSet<_>>(), files, "{folder}: snapshots without a sample");
}

fn is_sound(of: &str, rendered: &Rendered) {
    let subject = &rendered.subject;
    assert!(!subject.is_empty() && subject.chars().count() <= 150 && subject.lines().count() == 1, "{of}: {subject}");
    for part in [subject, &rendered.text, &rendered.html] {
        assert!(!["{{", "}}", "{%", "%}", "{#"].iter().any(|mark| part.contains(mark)), "{of}: {part}");
    }
    assert!(!rendered.html.contains("<script"), "{of}");
    assert!(!rendered.text.contains("&#") && !rendered.subject.contains("&#"), "{of}: escaped text");
    let shown = rendered.html.matches("src=\"cid:").count();
    assert_eq!(shown, rendered.pictures.len(), "{of}");
    for picture in &rendered.pictures {
        assert!(rendered.html.contains(&format!("src=\"cid:{}\"", picture.cid)), "{of}");
    }
}

fn says(of: &str, rendered: &Rendered, facts: &[&str]) {
    let provider = provider();
    for fact in facts.iter().copied().chain([provider.name.as_str(), &provider.address, &provider.tax_code]) {
        assert!(rendered.text.contains(fact), "{of}: {fact} in {}", rendered.text);
        assert!(rendered.html.contains(fact), "{of}: {fact} in {}", rendered.html);
    }
}

fn snapshots(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/notice").join(folder).join("snapshots")
}

fn looks_as_it_did(folder: &str, file: &str, content: &str) {
    let path = snapshots(folder).join(file);
    if std::env::var_os("KHU_BLESS").is_some() {
        fs::create_dir_all(snapshots(folder)).unwrap();
        fs::write(&path, content).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(content, kept, "{} differs; KHU_BLESS=1 writes it anew", path.display());
}

fn rendered<N: Notice>(sample: &Sample<N>, locale: Locale) -> Rendered {
    let person = if sample.name == "hostile" { HOSTILE } else { "Trần Thị Lan" };
    let company = Some("Công ty Cổ phần Thép Đình Vũ".into());
    let (provider, addressee) = (provider(), Addressee { person: Some(person.into()), company });
    sample.notice.render(&Letterhead { locale, provider: &provider, addressee: &addressee }).unwrap()
}

fn provider() -> Provider {
    Provider {
        name: "Công ty TNHH Tư vấn Môi trường Xanh".into(),
        address: "Lô CN5, KCN Đình Vũ, phường Đông Hải, Hải Phòng".into(),
        tax_code: "0201234567".into(),
        phone: Some("0225 3 123 456".into()),
        email: Some("lienhe@moitruongxanh.example".into()),
    }
}

pub fn transfer() -> Transfer {
    Transfer {
        bank_name: "Vietcombank – Chi nhánh Hải Phòng".into(),
        bank_bin: "970436".into(),
        account_number: "0031000123456".into(),
        account_holder: "CONG TY TNHH TU VAN MOI TRUONG XANH".into(),
        note: "HD-2026-0042 DOT 2".into(),
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

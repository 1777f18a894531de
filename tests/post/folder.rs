use std::fs;
use std::path::{Path, PathBuf};

use mail_parser::MessageParser;
use worker::post::{HandOver, Step};

use super::support::{instant, letter, post_to};

/// A folder of this test's own, gone with it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("khu-post-{name}-{}", std::process::id()));
        let _left_from_before = fs::remove_dir_all(&path);
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&self.0).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _may_be_gone = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn letters_lie_in_the_folder_in_their_order() {
    let place = Place::new("order");
    let post = post_to(&format!("file:{}", place.path().join("mail").display()));
    let mut later = letter(1);
    later.date = instant("2026-03-02T01:00:00.000250Z");
    for letter in [&later, &letter(2)] {
        assert!(matches!(post.hand_over(letter).await, HandOver::HandedOver { .. }));
    }
    let mail = Place(place.path().join("mail"));
    let expected = ["20260302T010000.000000Z-2@khu.example.eml", "20260302T010000.000250Z-1@khu.example.eml"];
    assert_eq!(mail.files(), expected);
    let bytes = fs::read(mail.path().join(expected[0])).unwrap();
    assert_eq!(MessageParser::default().parse(&bytes).unwrap().subject(), Some(letter(2).subject.as_str()));
}

#[tokio::test]
async fn handing_the_same_letter_over_again_leaves_one_file() {
    let place = Place::new("again");
    let post = post_to(&format!("file:{}", place.path().display()));
    for _ in 0..2 {
        assert!(matches!(post.hand_over(&letter(1)).await, HandOver::HandedOver { .. }));
    }
    assert_eq!(place.files().len(), 1);
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_told_and_works_when_mended() {
    let place = Place::new("mended");
    fs::create_dir_all(place.path()).unwrap();
    let folder = place.path().join("mail");
    fs::write(&folder, "in the way").unwrap();
    let post = post_to(&format!("file:{}", folder.display()));
    let HandOver::NotSent { step, retry, reason } = post.hand_over(&letter(1)).await else { panic!() };
    assert_eq!((step, retry), (Step::Folder, true));
    assert!(reason.starts_with("the mail could not be written to ") && reason.contains("mail: "), "{reason}");
    fs::remove_file(&folder).unwrap();
    assert!(matches!(post.hand_over(&letter(1)).await, HandOver::HandedOver { .. }));
}

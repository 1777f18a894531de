//! The files a browser loads, embedded, each with a tag by which a browser knows that it has it already.

use axum::{
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A file in the binary.
#[derive(Debug, Clone)]
pub struct Asset {
    content_type: HeaderValue,
    content: &'static str,
    tag: Option<HeaderValue>,
}

impl Asset {
    /// A file whose tag follows from its content.
    pub fn new(content_type: &'static str, content: &'static str) -> Self {
        let tag = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(content.as_bytes()));
        let tag = HeaderValue::from_str(&format!("\"{tag}\"")).ok();
        Self { content_type: HeaderValue::from_static(content_type), content, tag }
    }

    /// The file; 304 without it if the browser has it. Browsers ask again each time, so that a new version is seen at once.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let known = headers.get(IF_NONE_MATCH);
        let is_known = known.is_some() && known == self.tag.as_ref();
        let mut response =
            if is_known { StatusCode::NOT_MODIFIED.into_response() } else { self.content.into_response() };
        let told = response.headers_mut();
        told.insert(CONTENT_TYPE, self.content_type.clone());
        told.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Some(tag) = &self.tag {
            told.insert(ETAG, tag.clone());
        }
        response
    }
}

macro_rules! asset {
    ($kind:literal, $file:literal) => {
        (concat!("/playground/", $file), Asset::new($kind, include_str!(concat!("page/", $file))))
    };
    (js $file:literal) => {
        asset!("text/javascript; charset=utf-8", $file)
    };
    (css $file:literal) => {
        asset!("text/css; charset=utf-8", $file)
    };
}

/// The page at `/` and everything it loads, by path.
pub fn page() -> Vec<(&'static str, Asset)> {
    vec![
        ("/", Asset::new("text/html; charset=utf-8", include_str!("page/index.html"))),
        asset!("image/svg+xml", "favicon.svg"),
        asset!(css "playground.css"),
        asset!(css "editor.css"),
        asset!(js "fill.js"),
        asset!(js "main.js"),
        asset!(js "docs.js"),
        asset!(js "drafts.js"),
        asset!(js "editor.js"),
        asset!(js "make.js"),
        asset!(js "operations.js"),
        asset!(js "request.js"),
        asset!(js "runner.js"),
        asset!(js "schema.js"),
        asset!(js "session.js"),
        asset!(js "skeleton.js"),
        asset!(js "tokens.js"),
        asset!(js "words.js"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_page_is_served() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/playground/page");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| format!("/playground/{}", file.unwrap().file_name().to_str().unwrap()))
            .map(|path| if path.ends_with("/index.html") { "/".to_owned() } else { path })
            .collect();
        let mut served: Vec<&str> = page().iter().map(|(path, _)| *path).collect();
        files.sort();
        served.sort_unstable();
        assert_eq!(files, served);
    }

    #[test]
    fn the_page_names_nothing_outside_this_installation() {
        for (path, asset) in page() {
            for word in ["https://", "http://", "//cdn", "eval(", "innerHTML"] {
                let is_named = asset.content.replace("http://www.w3.org/2000/svg", "").contains(word);
                assert!(!is_named, "{path} holds {word}");
            }
        }
    }

    #[test]
    fn a_browser_that_has_the_file_is_told_so() {
        let asset = Asset::new("text/plain", "a");
        let first = asset.answer(&HeaderMap::new());
        assert_eq!(first.status(), StatusCode::OK);
        let again = HeaderMap::from_iter([(IF_NONE_MATCH, first.headers()[ETAG].clone())]);
        assert_eq!(asset.answer(&again).status(), StatusCode::NOT_MODIFIED);
    }
}

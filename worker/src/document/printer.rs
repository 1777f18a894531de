use std::sync::LazyLock;

use serde::Serialize;
use typst::foundations::{Bytes, Dict, Value};
use typst_as_lib::{TypstAsLibError, TypstEngine, TypstTemplateCollection};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How many prints what typst remembers of its computations outlives: the next paper of a kind is quicker for it, and
/// memory stays flat over thousands.
const REMEMBERED: usize = 2;

/// Every template, by the name that `main` of a [`Sheet`] and imports know it by.
const TEMPLATES: [(&str, &str); 6] = [
    ("completion_report.typ", include_str!("template/completion_report.typ")),
    ("contract.typ", include_str!("template/contract.typ")),
    ("letterhead.typ", include_str!("template/letterhead.typ")),
    ("minutes.typ", include_str!("template/minutes.typ")),
    ("payment_request.typ", include_str!("template/payment_request.typ")),
    ("quote.typ", include_str!("template/quote.typ")),
];

/// A template with all that fills it.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Which template.
    pub(super) main: &'static str,
    /// What it says, as JSON.
    pub(super) words: Vec<u8>,
    /// The picture it shows, as PNG.
    pub(super) picture: Option<Vec<u8>>,
}

/// Why a paper could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintFailed {
    /// Its content cannot be written as JSON.
    #[error("the content of the document could not be written: {0}")]
    Words(#[from] serde_json::Error),
    /// The template does not take the content.
    #[error("the document could not be laid out: {0}")]
    Layout(#[from] TypstAsLibError),
    /// The result is no PDF/A-2b.
    #[error("the document could not be made a PDF: {0}")]
    Pdf(String),
}

/// The engine, with its fonts and templates read once. Nothing is looked up on this machine or in the net.
static ENGINE: LazyLock<TypstEngine<TypstTemplateCollection>> = LazyLock::new(|| {
    let fonts: Vec<&'static [u8]> = typst_assets::fonts().collect();
    TypstEngine::builder()
        .fonts(fonts)
        .with_static_source_file_resolver(TEMPLATES)
        .comemo_evict_max_age(Some(REMEMBERED))
        .build()
});

impl Sheet {
    /// A sheet of that template.
    pub(super) fn new(
        main: &'static str,
        words: &impl Serialize,
        picture: Option<Vec<u8>>,
    ) -> Result<Self, PrintFailed> {
        Ok(Self { main, words: serde_json::to_vec(words)?, picture })
    }
}

/// The PDF/A-2b of a sheet; the same sheet gives the same bytes.
pub(super) fn print(sheet: Sheet) -> Result<Vec<u8>, PrintFailed> {
    let picture = sheet.picture.map_or(Value::None, |png| Value::Bytes(Bytes::new(png)));
    let inputs: Dict =
        [("words".into(), Value::Bytes(Bytes::new(sheet.words))), ("picture".into(), picture)].into_iter().collect();
    let document: PagedDocument = ENGINE.compile_with_input(sheet.main, inputs).output?;
    let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| PrintFailed::Pdf(format!("{error:?}")))?;
    let options = PdfOptions { standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| PrintFailed::Pdf(format!("{errors:?}")))
}

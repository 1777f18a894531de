use super::letterhead::Letterhead;
use crate::post::Picture;

/// A letter's words, finished: what a [`crate::post::Letter`] is made of.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// One line, without control characters.
    pub subject: String,
    /// The letter as plain text, for programs that show no HTML.
    pub text: String,
    /// The same letter as HTML.
    pub html: String,
    /// The pictures the HTML refers to by `cid:`.
    pub pictures: Vec<Picture>,
}

/// A template could not be filled in.
#[derive(Debug, thiserror::Error)]
#[error("the notice could not be rendered: {0}")]
pub struct RenderFailed(#[from] askama::Error);

/// The content of a kind of notice, which can be rendered in both languages.
pub trait Notice {
    /// Puts the content into words, in the language of the letterhead.
    fn render(&self, head: &Letterhead<'_>) -> Result<Rendered, RenderFailed>;
}

/// What a template sees.
pub(super) struct Page<'a, N> {
    pub(super) head: &'a Letterhead<'a>,
    pub(super) notice: &'a N,
    /// The finished subject; empty while it is made.
    pub(super) subject: &'a str,
    pub(super) pictures: &'a [Picture],
}

/// The three templates of a kind in one language, as functions of the page.
pub(super) struct Templates<N> {
    pub(super) subject: fn(&Page<'_, N>) -> askama::Result<String>,
    pub(super) text: fn(&Page<'_, N>) -> askama::Result<String>,
    pub(super) html: fn(&Page<'_, N>) -> askama::Result<String>,
}

/// Fills subject, text and HTML in, in this order.
pub(super) fn fill<N>(
    templates: &Templates<N>,
    head: &Letterhead<'_>,
    notice: &N,
    pictures: Vec<Picture>,
) -> Result<Rendered, RenderFailed> {
    let blank = Page { head, notice, subject: "", pictures: &pictures };
    let subject = one_line(&(templates.subject)(&blank)?);
    let page = Page { subject: &subject, ..blank };
    let text = without_gaps(&(templates.text)(&page)?);
    let html = without_blank_lines(&(templates.html)(&page)?);
    Ok(Rendered { subject, text, html, pictures })
}

/// Names the six templates of a kind, which lie in its folder, and implements [`Notice`] with them. `pictures` is a
/// function of the content; a kind without it has none.
macro_rules! pages {
    ($content:ty, vi: [$vi_subject:tt, $vi_text:tt, $vi_html:tt], en: [$en_subject:tt, $en_text:tt, $en_html:tt]) => {
        $crate::notice::page::pages!(
            $content,
            vi: [$vi_subject, $vi_text, $vi_html],
            en: [$en_subject, $en_text, $en_html],
            pictures: |_| Vec::new()
        );
    };
    (
        $content:ty,
        vi: [$vi_subject:tt, $vi_text:tt, $vi_html:tt],
        en: [$en_subject:tt, $en_text:tt, $en_html:tt],
        pictures: $pictures:expr
    ) => {
        impl $crate::notice::Notice for $content {
            fn render(
                &self,
                head: &$crate::notice::Letterhead<'_>,
            ) -> Result<$crate::notice::Rendered, $crate::notice::RenderFailed> {
                use $crate::notice::page::{Templates, fill, template};
                let pictures: fn(&$content) -> Vec<$crate::post::Picture> = $pictures;
                let templates: Templates<$content> = match head.locale {
                    entity::value::locale::Locale::Vi => Templates {
                        subject: template!($content, $vi_subject),
                        text: template!($content, $vi_text),
                        html: template!($content, $vi_html),
                    },
                    entity::value::locale::Locale::En => Templates {
                        subject: template!($content, $en_subject),
                        text: template!($content, $en_text),
                        html: template!($content, $en_html),
                    },
                };
                fill(&templates, head, self, pictures(self))
            }
        }
    };
}

/// One template file as a function of the page.
macro_rules! template {
    ($content:ty, $path:tt) => {{
        #[derive(askama::Template)]
        #[template(path = $path)]
        struct Filled<'a> {
            page: &'a $crate::notice::page::Page<'a, $content>,
        }
        |page| askama::Template::render(&Filled { page })
    }};
}

pub(super) use {pages, template};

/// Line ends and control characters become single spaces.
fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most one empty line in a row, no spaces at line ends: templates may be laid out freely.
fn without_gaps(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.trim().lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_some_and(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

fn without_blank_lines(html: &str) -> String {
    html.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_of_templates_leaves_no_trace() {
        assert_eq!(one_line(" Đến hạn\r\n\thôm  nay\n"), "Đến hạn hôm nay");
        assert_eq!(without_gaps("\n a \n\n \nb\n\n"), "a\n\nb\n");
        assert_eq!(without_blank_lines("<p>\n\n  a\n</p>"), "<p>\na\n</p>\n");
    }
}

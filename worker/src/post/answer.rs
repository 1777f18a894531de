use std::fmt;

/// What became of one hand-over of a letter (design 5). Exactly one of three, and never a guess: whatever cannot be
/// proven unsent is in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandOver {
    /// The other side took the letter over.
    HandedOver {
        /// What it said, and which copies it refused.
        answer: String,
    },
    /// Certainly not sent.
    NotSent {
        /// How far the conversation had come.
        step: Step,
        /// Whether trying again can help: a refusal of this very letter is final, all that is wrong with the server,
        /// the way to it or the settings mends itself or is mended by a person.
        retry: bool,
        /// What the server answered, or what went wrong; one line.
        reason: String,
    },
    /// The end of the letter had gone out, or may have, when the other side fell silent: only a person may resend it.
    InDoubt {
        /// What happened instead of an answer; one line.
        reason: String,
    },
}

/// Where in the hand-over something happened, in the order of an SMTP conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The letter itself could not be put into the form of a mail.
    Letter,
    /// The TCP connection (and TLS, where it begins with it).
    Connect,
    /// The server's greeting and its answer to EHLO.
    Greeting,
    /// STARTTLS and the handshake after it.
    Encryption,
    /// AUTH.
    SignIn,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA.
    Data,
    /// The letter's lines and the final dot.
    Content,
    /// Writing the file, where mail goes to a folder.
    Folder,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Letter => "building the mail",
            Self::Connect => "connecting",
            Self::Greeting => "the greeting",
            Self::Encryption => "STARTTLS",
            Self::SignIn => "AUTH",
            Self::Sender => "MAIL FROM",
            Self::Recipient => "RCPT TO",
            Self::Data => "DATA",
            Self::Content => "the content",
            Self::Folder => "writing the file",
        })
    }
}

/// The longest text kept of an answer or a reason, in characters.
const LONGEST_WORDS: usize = 500;

/// A server's words as they may be kept and shown: one line, no control characters, of a bounded length.
pub(super) fn one_line(words: &str) -> String {
    let visible: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let joined = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.chars().take(LONGEST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_one_bounded_line() {
        assert_eq!(one_line("250 2.0.0\r\nOk:\tqueued\u{0} as 1"), "250 2.0.0 Ok: queued as 1");
        assert_eq!(one_line(&"đ".repeat(900)).chars().count(), LONGEST_WORDS);
    }
}

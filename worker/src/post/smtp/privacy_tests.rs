//! What is said in the clear and what only under TLS, with a server whose certificate is made for the test.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, TlsParameters};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;

use super::super::letter::{Correspondent, Letter};
use super::super::settings::{Privacy, ServerSettings, SignIn};
use super::*;

/// Every line a client said, marked with whether it was under TLS.
type Heard = Arc<Mutex<Vec<(bool, String)>>>;

struct Server {
    port: u16,
    heard: Heard,
    certificate: Vec<u8>,
}

impl Server {
    /// Speaks TLS from the first byte on, or on STARTTLS if it offers that.
    async fn start(is_implicit: bool, offers_starttls: bool) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let certificate = made.cert.der().to_vec();
        let key = made.signing_key.serialize_der().try_into().unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let (tls, heard) = (TlsAcceptor::from(Arc::new(config)), Heard::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let book = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _client_may_leave = serve(stream, &tls, (is_implicit, offers_starttls), &book).await;
            }
        });
        Self { port, heard, certificate }
    }

    async fn gets(&self, privacy: Privacy, is_trusted: bool, has_sign_in: bool) -> HandOver {
        let mut tls = TlsParameters::builder("localhost".to_owned());
        if is_trusted {
            tls = tls.add_root_certificate(Certificate::from_der(self.certificate.clone()).unwrap());
        }
        let sign_in = has_sign_in.then(|| SignIn { user: "khu".into(), password: "secret".to_owned().into() });
        let server = ServerSettings { host: "localhost".into(), port: self.port, privacy, sign_in };
        let limits = SmtpLimits { command: Duration::from_secs(2), ..SmtpLimits::default() };
        let smtp = Smtp { server, tls: tls.build().unwrap(), limits, idle: Mutex::default() };
        smtp.hand_over(&letter()).await
    }

    /// The verbs said, in the clear and under TLS.
    fn verbs(&self, under_tls: bool) -> Vec<String> {
        let heard = self.heard.lock().unwrap();
        let lines = heard.iter().filter(|(tls, _)| *tls == under_tls);
        lines.map(|(_, line)| line.split([' ', ':']).next().unwrap().to_owned()).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    tls: &TlsAcceptor,
    (implicit, starttls): (bool, bool),
    heard: &Heard,
) -> Option<()> {
    if !implicit {
        stream.write_all(b"220 localhost\r\n").await.ok()?;
        if !converse(&mut stream, false, starttls, heard).await? {
            return None;
        }
    }
    let mut private = tls.accept(stream).await.ok()?;
    if implicit {
        private.write_all(b"220 localhost\r\n").await.ok()?;
    }
    converse(&mut private, true, false, heard).await.map(|_| ())
}

/// Answers until the client leaves, or until it wants TLS: then true.
async fn converse<S>(stream: &mut S, is_private: bool, starttls: bool, heard: &Heard) -> Option<bool>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut stream = BufReader::new(stream);
    let mut in_data = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if in_data && line != "." {
            continue;
        }
        heard.lock().unwrap().push((is_private, line.clone()));
        let answer = match line.split([' ', ':']).next().unwrap() {
            "EHLO" if starttls => "250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN",
            "EHLO" => "250-localhost\r\n250 AUTH PLAIN",
            "STARTTLS" => "220 go ahead",
            "AUTH" => "235 welcome",
            "DATA" => "354 go ahead",
            _ => "250 ok",
        };
        in_data = line == "DATA";
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        if line == "STARTTLS" {
            return Some(true);
        }
    }
}

fn letter() -> Letter {
    let someone = |address: &str| Correspondent { name: None, address: address.to_owned() };
    Letter {
        message_id: "1@khu.example".into(),
        from: someone("post@khu.example"),
        to: someone("lan@customer.example"),
        copies: vec![],
        reply_to: None,
        subject: "Đến hạn".into(),
        text: "Kính gửi".into(),
        html: "<p>Kính gửi</p>".into(),
        pictures: vec![],
        attachments: vec![],
        date: entity::clock::Instant::UNIX_EPOCH,
    }
}

fn is_handed_over(hand_over: &HandOver) -> bool {
    matches!(hand_over, HandOver::HandedOver { .. })
}

const LETTER: [&str; 4] = ["MAIL", "RCPT", "DATA", "."];

#[tokio::test]
async fn a_password_goes_out_under_tls_only() {
    let server = Server::start(false, true).await;
    assert!(is_handed_over(&server.gets(Privacy::Demanded, true, true).await));
    assert_eq!(server.verbs(false), ["EHLO", "STARTTLS"]);
    assert_eq!(server.verbs(true), [["EHLO", "AUTH"].as_slice(), &LETTER].concat());
}

#[tokio::test]
async fn no_password_goes_to_a_server_without_tls() {
    let server = Server::start(false, false).await;
    let hand_over = server.gets(Privacy::Demanded, true, true).await;
    assert!(matches!(hand_over, HandOver::NotSent { step: Step::Encryption, retry: true, .. }), "{hand_over:?}");
    assert!(!server.verbs(false).iter().any(|verb| ["AUTH", "MAIL"].contains(&verb.as_str())));
}

#[tokio::test]
async fn starttls_is_taken_when_it_is_offered() {
    for (offers, clear) in [(true, vec!["EHLO", "STARTTLS"]), (false, [["EHLO"].as_slice(), &LETTER].concat())] {
        let server = Server::start(false, offers).await;
        assert!(is_handed_over(&server.gets(Privacy::WhenOffered, true, false).await));
        assert_eq!(server.verbs(false), clear);
    }
}

#[tokio::test]
async fn smtps_says_nothing_in_the_clear() {
    let server = Server::start(true, false).await;
    assert!(is_handed_over(&server.gets(Privacy::Implicit, true, true).await));
    assert!(server.verbs(false).is_empty());
    assert_eq!(server.verbs(true), [["EHLO", "AUTH"].as_slice(), &LETTER].concat());
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_ends_it() {
    for (is_implicit, privacy, step) in [
        (true, Privacy::Implicit, Step::Connect),
        (false, Privacy::Demanded, Step::Encryption),
        (false, Privacy::WhenOffered, Step::Encryption),
    ] {
        let server = Server::start(is_implicit, true).await;
        let hand_over = server.gets(privacy, false, true).await;
        let HandOver::NotSent { step: at, retry, reason } = hand_over else { panic!("{hand_over:?}") };
        assert_eq!((at, retry), (step, true), "{reason}");
        assert!(reason.contains("certificate"), "{reason}");
        assert!(!server.verbs(false).contains(&"AUTH".to_owned()) && server.verbs(true).is_empty());
    }
}

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use worker::post::{Attachment, HandOver, Letter, Picture};

use super::support::{letter, server, someone};

/// What a mail client makes of the letter, once it went through the wire.
async fn arrived(letter: &Letter) -> Message<'static> {
    let (server, post) = server().await;
    let hand_over = post.hand_over(letter).await;
    assert!(matches!(hand_over, HandOver::HandedOver { .. }), "{hand_over:?}");
    let data = server.accepted().remove(0).data;
    assert!(data.is_ascii());
    MessageParser::default().parse(&data).unwrap().into_owned()
}

#[tokio::test]
async fn vietnamese_survives() {
    let mut sent = letter(1);
    sent.subject = "Nhắc thanh toán: Đợt 2 “Nghiệm thu” đến hạn ngày 02/03/2026, còn phải trả 40.000.000 ₫".into();
    sent.text = "Kính gửi Công ty Cổ phần Thép Đình Vũ,\n.một dòng bắt đầu bằng dấu chấm\nTrân trọng,\n".into();
    sent.html = "<p>Phường Đông Hải, quận Hải An – Hải Phòng</p>".into();
    sent.to = someone("Nguyễn Thị Thuý Hằng", "hang@customer.example");
    let arrived = arrived(&sent).await;
    assert_eq!(arrived.subject(), Some(sent.subject.as_str()));
    let text = arrived.body_text(0).unwrap().replace("\r\n", "\n");
    assert_eq!(text.trim_end(), sent.text.trim_end());
    assert_eq!(arrived.body_html(0).unwrap().trim_end(), sent.html);
    assert_eq!(arrived.to().unwrap().first().unwrap().name(), sent.to.name.as_deref());
    assert_eq!(arrived.from().unwrap().first().unwrap().name(), Some("Công ty Môi trường Xanh"));
    assert_eq!(arrived.message_id(), Some("1@khu.example"));
    assert_eq!(arrived.date().unwrap().to_rfc3339(), "2026-03-02T01:00:00Z");
}

#[tokio::test]
async fn pictures_and_attachments_arrive_whole() {
    let mut sent = letter(1);
    let (png, pdf): (Vec<u8>, Vec<u8>) = ((0..=255).collect(), (0..=255).rev().collect());
    sent.html = r#"<img src="cid:vietqr">"#.into();
    sent.pictures.push(Picture { cid: "vietqr".into(), png: png.clone() });
    let name = "Đề nghị thanh toán.pdf".to_owned();
    sent.attachments.push(Attachment {
        name: name.clone(),
        content_type: "application/pdf".into(),
        bytes: pdf.clone(),
    });
    let arrived = arrived(&sent).await;
    let picture = arrived.parts.iter().find(|part| part.content_id() == Some("vietqr")).unwrap();
    assert_eq!(picture.contents(), png);
    let attachment = arrived.parts.iter().find(|part| part.attachment_name() == Some(&name)).unwrap();
    assert_eq!(attachment.contents(), pdf);
}

/// Nothing that comes from people can start a header line or a mail of its own.
#[tokio::test]
async fn headers_cannot_be_injected() {
    const EVIL: &str =
        "Chào\r\nBcc: all@customer.example\r\n\r\n.\r\nMAIL FROM:<x@evil.example>\nX-Evil: 1\u{85}\u{2028}x";
    let mut sent = letter(1);
    sent.subject = EVIL.into();
    sent.to.name = Some(EVIL.into());
    sent.from.name = Some(EVIL.into());
    sent.text = EVIL.into();
    sent.attachments.push(Attachment {
        name: EVIL.into(),
        content_type: "text/plain".into(),
        bytes: EVIL.as_bytes().to_vec(),
    });
    let arrived = arrived(&sent).await;
    let names: Vec<&str> = arrived.headers().iter().map(mail_parser::Header::name).collect();
    for name in ["Bcc", "X-Evil"] {
        assert!(!names.contains(&name), "{name} in {names:?}");
    }
    assert!(arrived.subject().unwrap().starts_with("Chào Bcc: all@customer.example . MAIL FROM:"));
    assert!(arrived.body_text(0).unwrap().contains("MAIL FROM:<x@evil.example>"));
}

#[tokio::test]
async fn a_letter_that_cannot_be_a_mail_is_refused_for_good() {
    let (server, post) = server().await;
    for address in ["", "lan", "lan@", "lan@customer.example\r\nRCPT TO:<all@customer.example>", "a b@customer.example"]
    {
        let mut sent = letter(1);
        sent.to.address = address.into();
        let hand_over = post.hand_over(&sent).await;
        assert!(matches!(hand_over, HandOver::NotSent { retry: false, .. }), "{address:?}: {hand_over:?}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_address_beyond_ascii_is_sent_where_the_server_takes_it() {
    let (server, post) = server().await;
    let mut sent = letter(1);
    sent.to.address = "hằng@customer.example".into();
    assert!(matches!(post.hand_over(&sent).await, HandOver::HandedOver { .. }));
    assert_eq!(server.accepted()[0].to, ["hằng@customer.example"]);
}

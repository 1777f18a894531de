use std::time::Duration;

use chrono::{DateTime, Utc};
use tests::smtp_server::SmtpServer;
use worker::post::{Correspondent, Letter, Post, PostSettings, SmtpLimits};

/// A letter with a number for its Message-ID.
pub fn letter(number: u32) -> Letter {
    Letter {
        message_id: format!("{number}@khu.example"),
        from: someone("Công ty Môi trường Xanh", "post@khu.example"),
        to: someone("Trần Thị Lan", "lan@customer.example"),
        copies: vec![],
        reply_to: None,
        subject: "Nhắc thanh toán hợp đồng HD-2026-0042".into(),
        text: "Kính gửi Quý công ty,\n.\nTrân trọng,\n".into(),
        html: "<p>Kính gửi Quý công ty,</p>".into(),
        pictures: vec![],
        attachments: vec![],
        date: instant("2026-03-02T01:00:00Z"),
    }
}

pub fn someone(name: &str, address: &str) -> Correspondent {
    Correspondent { name: Some(name.into()), address: address.into() }
}

pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Short limits, so that silence is noticed soon.
pub fn limits() -> SmtpLimits {
    SmtpLimits {
        connect: Duration::from_secs(2),
        command: Duration::from_millis(500),
        before_dot: Duration::from_secs(3),
        answer: Duration::from_millis(500),
        quit: Duration::from_millis(200),
    }
}

pub fn post_to(url: &str) -> Post {
    Post::open(PostSettings::parse(url).unwrap(), limits()).unwrap()
}

pub async fn server() -> (SmtpServer, Post) {
    let server = SmtpServer::start().await.unwrap();
    let post = post_to(&server.url());
    (server, post)
}

/// A server that demands a sign-in, and a post that knows it.
pub async fn server_with_sign_in() -> (SmtpServer, Post) {
    let server = SmtpServer::start().await.unwrap();
    server.demand_sign_in("post@khu.example", "mật:khẩu");
    let post = post_to(&format!("smtp://post%40khu.example:m%E1%BA%ADt%3Akh%E1%BA%A9u@{}", server.address()));
    (server, post)
}

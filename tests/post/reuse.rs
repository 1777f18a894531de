use tests::smtp_server::{Behaviour, SmtpServer, Step};
use worker::post::HandOver;

use super::support::{letter, server};

fn is_handed_over(hand_over: &HandOver) -> bool {
    matches!(hand_over, HandOver::HandedOver { .. })
}

#[tokio::test]
async fn letters_share_a_connection() {
    let (server, post) = server().await;
    for number in 0..20 {
        assert!(is_handed_over(&post.hand_over(&letter(number)).await));
    }
    assert_eq!((server.count(), server.connections()), (20, 1));
}

#[tokio::test]
async fn each_letter_at_the_same_moment_has_a_connection_of_its_own() {
    let (server, post) = server().await;
    let hand_overs = (0..16).map(|number| {
        let post = &post;
        async move { post.hand_over(&letter(number)).await }
    });
    assert!(futures_util::future::join_all(hand_overs).await.iter().all(is_handed_over));
    assert_eq!(server.count_by_message_id().len(), 16);
    assert!(server.connections() <= 16);
}

/// Whatever a server has against a further letter on a kept connection, a new connection is tried in the same go.
#[tokio::test]
async fn what_goes_wrong_on_a_kept_connection_before_mail_is_tried_on_a_new_one() {
    for behaviour in [Behaviour::Refuse(421), Behaviour::Refuse(554), Behaviour::HangUp, Behaviour::Stall] {
        let (server, post) = server().await;
        assert!(is_handed_over(&post.hand_over(&letter(1)).await));
        server.once(Step::Mail, behaviour);
        assert!(is_handed_over(&post.hand_over(&letter(2)).await), "{behaviour:?}");
        assert_eq!((server.count(), server.connections()), (2, 2), "{behaviour:?}");
    }
}

#[tokio::test]
async fn a_server_that_ended_and_came_back_is_found_again() {
    let (server, post) = server().await;
    assert!(is_handed_over(&post.hand_over(&letter(1)).await));
    let address = server.address();
    drop(server);
    tokio::task::yield_now().await;
    let server = loop {
        if let Ok(server) = SmtpServer::start_on(address).await {
            break server;
        }
        tokio::task::yield_now().await;
    };
    assert!(is_handed_over(&post.hand_over(&letter(2)).await));
    assert_eq!(server.count(), 1);
}

/// After the recipient is accepted nothing is tried twice in one hand-over: the queue decides about the next try.
#[tokio::test]
async fn what_goes_wrong_later_is_not_tried_again() {
    let (server, post) = server().await;
    assert!(is_handed_over(&post.hand_over(&letter(1)).await));
    server.once(Step::FinalDot, Behaviour::HangUp);
    assert!(matches!(post.hand_over(&letter(2)).await, HandOver::InDoubt { .. }));
    assert_eq!(server.count_by_message_id()["2@khu.example"], 1);
}

#[tokio::test]
async fn closing_takes_leave() {
    let (server, post) = server().await;
    assert!(is_handed_over(&post.hand_over(&letter(1)).await));
    post.close().await;
    assert!(is_handed_over(&post.hand_over(&letter(2)).await));
    assert_eq!(server.connections(), 2);
}

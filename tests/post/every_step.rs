use std::time::{Duration, Instant};

use tests::smtp_server::{Behaviour, Step};
use worker::post::{Attachment, HandOver, Post, PostSettings, SmtpLimits, Step as At};

use super::support::{letter, limits, post_to, server, server_with_sign_in, someone};

const TEMPORARY: Behaviour = Behaviour::Refuse(451);
const FINAL: Behaviour = Behaviour::Refuse(554);
const STALL: Behaviour = Behaviour::Stall;
const HANG_UP: Behaviour = Behaviour::HangUp;

/// What must become of a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    /// Certainly not sent; trying again can help.
    TryAgain(At),
    /// Certainly not sent; trying again cannot help.
    GiveUp(At),
    InDoubt,
}
use Expected::{GiveUp, InDoubt, TryAgain};

fn outcome(hand_over: &HandOver) -> Expected {
    match hand_over {
        HandOver::NotSent { step, retry: true, .. } => TryAgain(*step),
        HandOver::NotSent { step, retry: false, .. } => GiveUp(*step),
        HandOver::InDoubt { .. } => InDoubt,
        HandOver::HandedOver { answer } => panic!("handed over: {answer}"),
    }
}

/// One letter meets the misbehaviour, the next finds the server well again.
async fn meets(step: Step, behaviour: Behaviour, expected: Expected) {
    let (server, post) = if step == Step::Auth { server_with_sign_in().await } else { server().await };
    server.once(step, behaviour);
    let hand_over = post.hand_over(&letter(1)).await;
    assert_eq!(outcome(&hand_over), expected, "{step:?} {behaviour:?}: {hand_over:?}");
    if let (Behaviour::Refuse(code), HandOver::NotSent { reason, .. }) = (behaviour, &hand_over) {
        assert!(reason.ends_with(&format!(": {code} Refused at {step:?}")), "{reason}");
    }
    assert_eq!(server.count(), usize::from(expected == InDoubt), "{step:?} {behaviour:?}");
    let next = post.hand_over(&letter(2)).await;
    assert!(matches!(next, HandOver::HandedOver { .. }), "after {step:?} {behaviour:?}: {next:?}");
}

macro_rules! step {
    ($name:ident: $step:ident, $temporary:expr, $final:expr, $stall:expr, $hang_up:expr) => {
        #[tokio::test]
        async fn $name() {
            let each = [(TEMPORARY, $temporary), (FINAL, $final), (STALL, $stall), (HANG_UP, $hang_up)];
            for (behaviour, expected) in each {
                meets(Step::$step, behaviour, expected).await;
            }
        }
    };
}

// The server's step: refused for now (451), refused for good (554), silence, hang-up.
#[rustfmt::skip]
mod table {
    use super::*;
    step!(connecting:   Connect,  TryAgain(At::Greeting),  TryAgain(At::Greeting), TryAgain(At::Greeting),  TryAgain(At::Greeting));
    step!(greeting:     Ehlo,     TryAgain(At::Greeting),  TryAgain(At::Greeting), TryAgain(At::Greeting),  TryAgain(At::Greeting));
    step!(signing_in:   Auth,     TryAgain(At::SignIn),    TryAgain(At::SignIn),   TryAgain(At::SignIn),    TryAgain(At::SignIn));
    step!(sender:       Mail,     TryAgain(At::Sender),    GiveUp(At::Sender),     TryAgain(At::Sender),    TryAgain(At::Sender));
    step!(recipient:    Rcpt,     TryAgain(At::Recipient), GiveUp(At::Recipient),  TryAgain(At::Recipient), TryAgain(At::Recipient));
    step!(data:         Data,     TryAgain(At::Data),      GiveUp(At::Data),       TryAgain(At::Data),      TryAgain(At::Data));
    step!(final_dot:    FinalDot, TryAgain(At::Content),   GiveUp(At::Content),    InDoubt,                 InDoubt);
}

/// As long as the lines before the final dot do not fit through, nothing can have been accepted.
#[tokio::test]
async fn stopping_in_the_middle_of_the_content_is_certainly_unsent() {
    let (server, post) = server().await;
    let mut large = letter(1);
    let bytes = vec![7; 12 << 20];
    large.attachments.push(Attachment { name: "scan.pdf".into(), content_type: "application/pdf".into(), bytes });
    for behaviour in [STALL, HANG_UP] {
        server.once(Step::Content, behaviour);
        assert_eq!(outcome(&post.hand_over(&large).await), TryAgain(At::Content), "{behaviour:?}");
    }
    assert_eq!(server.count(), 0);
}

/// A small letter is in the server's hands whole, dot included, before the server can hang up.
#[tokio::test]
async fn hanging_up_on_a_letter_that_had_gone_out_whole_is_in_doubt() {
    let (server, post) = server().await;
    server.once(Step::Content, HANG_UP);
    assert_eq!(outcome(&post.hand_over(&letter(1)).await), InDoubt);
}

#[tokio::test]
async fn a_slow_answer_within_its_limit_is_an_answer() {
    let (server, post) = server().await;
    for step in [Step::Connect, Step::Mail, Step::FinalDot] {
        server.once(step, Behaviour::AcceptAfter(Duration::from_millis(100)));
    }
    let HandOver::HandedOver { answer } = post.hand_over(&letter(1)).await else { panic!() };
    assert_eq!(answer, "250 2.0.0 Ok: queued as 1");
}

#[tokio::test]
async fn an_unreachable_server_is_worth_another_try() {
    let (server, _) = server().await;
    let url = server.url();
    drop(server);
    let hand_over = post_to(&url).hand_over(&letter(1)).await;
    assert_eq!(outcome(&hand_over), TryAgain(At::Connect));
    let HandOver::NotSent { reason, .. } = hand_over else { panic!() };
    assert!(reason.starts_with("the mail server could not be reached: "), "{reason}");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_gets_nothing_over_smtps() {
    let (server, _) = server().await;
    let post = post_to(&server.url().replace("smtp:", "smtps:"));
    assert_eq!(outcome(&post.hand_over(&letter(1)).await), TryAgain(At::Connect));
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_wrong_password_is_a_fault_of_the_settings() {
    let (server, post) = server_with_sign_in().await;
    server.demand_sign_in("post@khu.example", "another");
    let hand_over = post.hand_over(&letter(1)).await;
    assert_eq!(outcome(&hand_over), TryAgain(At::SignIn));
    let HandOver::NotSent { reason, .. } = hand_over else { panic!() };
    assert!(reason.contains("refused the sign-in of KHU_MAIL: 535"), "{reason}");

    let nobody = post_to(&server.url());
    assert_eq!(outcome(&nobody.hand_over(&letter(2)).await), TryAgain(At::Sender));
}

#[tokio::test]
async fn a_refused_copy_does_not_keep_the_letter_from_going() {
    let (server, post) = server().await;
    server.refuse_recipient("gone@customer.example", 550);
    server.refuse_recipient("busy@customer.example", 452);
    let mut copied = letter(1);
    for address in ["gone@customer.example", "hoa@customer.example", "busy@customer.example"] {
        copied.copies.push(someone("Kế toán", address));
    }
    let HandOver::HandedOver { answer } = post.hand_over(&copied).await else { panic!() };
    for words in ["250 2.0.0 Ok", "gone@customer.example refused: 550", "busy@customer.example refused: 452"] {
        assert!(answer.contains(words), "{words} in {answer}");
    }
    assert_eq!(server.accepted()[0].to, ["lan@customer.example", "hoa@customer.example"]);
}

#[tokio::test]
async fn a_refused_recipient_ends_it_even_if_copies_are_welcome() {
    let (server, post) = server().await;
    server.refuse_recipient("lan@customer.example", 550);
    let mut copied = letter(1);
    copied.copies.push(someone("Kế toán", "hoa@customer.example"));
    assert_eq!(outcome(&post.hand_over(&copied).await), GiveUp(At::Recipient));
    assert_eq!(server.count(), 0);
}

/// However the steps drag on, one hand-over ends within what the lease rule counts on.
#[tokio::test]
async fn no_conversation_is_longer_than_the_longest() {
    let server = tests::smtp_server::SmtpServer::start().await.unwrap();
    for step in [Step::Connect, Step::Ehlo, Step::Mail, Step::Rcpt, Step::Data] {
        server.always(step, Behaviour::AcceptAfter(Duration::from_millis(300)));
    }
    server.always(Step::FinalDot, STALL);
    let limits = SmtpLimits { before_dot: Duration::from_millis(800), ..limits() };
    let post = Post::open(PostSettings::parse(&server.url()).unwrap(), limits).unwrap();
    let begin = Instant::now();
    assert!(matches!(outcome(&post.hand_over(&letter(1)).await), TryAgain(_)));
    assert!(begin.elapsed() < post.longest_conversation() + Duration::from_millis(200));
    assert!(SmtpLimits::default().longest_conversation() < Duration::from_mins(4));
}

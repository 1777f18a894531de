//! Invitations, passwords, sessions, throttling.

use serde_json::json;
use tests::stories;
use tests::story::{PASSWORD, Person};

const VIEWER: &str = "{ viewer { name role } }";

stories! {
    /// Somebody invited follows the link of their mail, sets a password and is in; the link works once.
    async fn an_invitation_leads_in_once(khu: &Khu) {
        let hoa = khu.accountant("Hoa").await;
        assert_eq!(hoa.asks(VIEWER, json!({})).await.at("viewer"), json!({"name": "Hoa", "role": "STAFF"}));
        hoa.mailbox().received(&["mời"]);
        let again = json!({"token": hoa.mailbox().last().token(), "password": "another password"});
        let refused = khu.visitor().commands("acceptInvitation", again, "person { id }").await;
        assert_eq!((refused.code().as_str(), refused.error("field")), ("INVALID", json!("token")));
    }

    /// A forgotten password is reset by mail; whoever asks for an unknown address gets the same answer.
    async fn a_forgotten_password_is_reset(khu: &Khu) {
        let hoa = khu.consultant("Hoa").await;
        for email in ["HOA@khu.example", "nobody@khu.example"] {
            let answer = khu.visitor().commands("requestPasswordReset", json!({"email": email}), "accepted").await;
            assert_eq!(answer.at("requestPasswordReset.accepted"), true);
        }
        khu.eventually("the reset arrives", async || hoa.mailbox().letters.len() == 2).await;
        let input = json!({"token": hoa.mailbox().last().token(), "password": "mật khẩu mới"});
        khu.visitor().commands("resetPassword", input, "person { name }").await.at("resetPassword");
        assert_eq!(hoa.asks(VIEWER, json!({})).await.code(), "UNAUTHENTICATED");
        let back = Person::sign_in(khu, "hoa@khu.example", "mật khẩu mới").await;
        assert_eq!(back.asks(VIEWER, json!({})).await.at("viewer.name"), "Hoa");
    }

    /// A changed password ends every session, the other devices' too.
    async fn a_changed_password_signs_out_everywhere(khu: &Khu) {
        let hoa = khu.consultant("Hoa").await;
        let elsewhere = Person::sign_in(khu, "hoa@khu.example", PASSWORD).await;
        let wrong = json!({"currentPassword": "not this one", "newPassword": "mật khẩu mới"});
        let refused = hoa.commands("changePassword", wrong, "signedOut").await;
        assert_eq!(refused.wrong_fields(), [("currentPassword".into(), "WRONG_PASSWORD".into())]);
        let right = json!({"currentPassword": PASSWORD, "newPassword": "mật khẩu mới"});
        hoa.commands("changePassword", right, "signedOut").await.at("changePassword.signedOut");
        for person in [&hoa, &elsewhere] {
            assert_eq!(person.asks(VIEWER, json!({})).await.code(), "UNAUTHENTICATED");
        }
    }

    /// Guessing is slowed down per account, in the same words for accounts that do not exist.
    async fn guessing_is_throttled(khu: &Khu) {
        let guess = async |email: &str| {
            let input = json!({"email": email, "password": "guessed password"});
            khu.visitor().commands("signIn", input, "token").await
        };
        let (known, unknown) = (guess("admin@khu.example").await, guess("nobody@khu.example").await);
        assert_eq!(known.body["errors"][0]["message"], unknown.body["errors"][0]["message"]);
        for _ in 0..9 {
            assert_eq!(guess("admin@khu.example").await.code(), "UNAUTHENTICATED");
        }
        let blocked = guess("admin@khu.example").await;
        assert_eq!(blocked.code(), "RATE_LIMITED");
        assert!(blocked.error("retryAfterSeconds").as_u64().is_some_and(|seconds| seconds > 800));
        let right = json!({"email": "admin@khu.example", "password": PASSWORD});
        assert_eq!(khu.visitor().commands("signIn", right, "token").await.code(), "RATE_LIMITED");
        khu.forgive_guesses().await;
    }

    /// An over-long password is refused before any hashing, at every door.
    async fn an_over_long_password_is_refused_by_name(khu: &Khu) {
        let long = "a".repeat(257);
        let input = json!({"email": "admin@khu.example", "password": long});
        let refused = khu.visitor().commands("signIn", input, "token").await;
        assert_eq!(refused.wrong_fields(), [("password".into(), "PASSWORD_TOO_LONG".into())]);
        let input = json!({"currentPassword": PASSWORD, "newPassword": long});
        let refused = khu.admin().await.commands("changePassword", input, "signedOut").await;
        assert_eq!(refused.wrong_fields(), [("newPassword".into(), "PASSWORD_TOO_LONG".into())]);
    }

    /// A disabled person is out at once; the last admin stays.
    async fn a_disabled_person_is_out_and_the_last_admin_stays(khu: &Khu) {
        let (admin, hoa) = (khu.admin().await, khu.consultant("Hoa").await);
        let disable = |id: &str| json!({"personId": id, "reason": "đã nghỉ việc"});
        admin.commands("disablePerson", disable(&hoa.id), "person { disabledAt }").await.text("disablePerson.person.disabledAt");
        assert_eq!(hoa.asks(VIEWER, json!({})).await.code(), "UNAUTHENTICATED");
        let refused = admin.commands("disablePerson", disable(&admin.id), "person { id }").await;
        assert_eq!((refused.code().as_str(), refused.error("reason")), ("CONFLICT", json!("LAST_ADMIN")));
    }
}

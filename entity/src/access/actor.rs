//! Rule: who does something, for the audit trail.

use crate::audit::entry::ActorKind;
use crate::value::id::PersonId;

/// Who acts, and in which request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    person_id: Option<PersonId>,
    kind: ActorKind,
    request_id: Option<String>,
}

impl Actor {
    /// Somebody who signed in.
    pub fn person(person_id: PersonId, request_id: Option<String>) -> Self {
        Self { person_id: Some(person_id), kind: ActorKind::Person, request_id }
    }

    /// A duty of the worker, or a command of the installation.
    pub fn system() -> Self {
        Self { person_id: None, kind: ActorKind::System, request_id: None }
    }

    /// Somebody who is not signed in.
    pub fn visitor(request_id: Option<String>) -> Self {
        Self { person_id: None, kind: ActorKind::Visitor, request_id }
    }

    /// The person, when it is one.
    pub fn person_id(&self) -> Option<PersonId> {
        self.person_id
    }

    /// The request, when there is one.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    pub(crate) fn kind(&self) -> ActorKind {
        self.kind
    }
}

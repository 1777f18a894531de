//! A line to a PostgreSQL server that can be cut.

use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::task::{JoinHandle, JoinSet};

/// Forwards connections as long as it is whole; cut, it drops them all and refuses new ones.
pub struct Proxy {
    /// The address of the database through this line.
    pub url: String,
    port: u16,
    server: String,
    open: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Proxy {
    /// A line to the database at this address.
    pub async fn to(url: &str) -> Self {
        let (credentials, rest) = url.split_once('@').expect("postgres://user@host:port/database");
        let (server, database) = rest.split_once('/').expect("a database in the address");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = if server.contains(':') { server.to_owned() } else { format!("{server}:5432") };
        let forwarding = tokio::spawn(forward(listener, server.clone()));
        let url = format!("{credentials}@127.0.0.1:{port}/{database}");
        Self { url, port, server, open: Arc::new(Mutex::new(Some(forwarding))) }
    }

    /// Cuts the line.
    pub async fn cut(&self) {
        let forwarding = self.open.lock().await.take().expect("the line is whole");
        forwarding.abort();
        // Whether it ended or was aborted: its connections are gone.
        forwarding.await.ok();
    }

    /// Mends it, at the same address.
    pub async fn mend(&self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        *self.open.lock().await = Some(tokio::spawn(forward(listener, self.server.clone())));
    }
}

async fn forward(listener: TcpListener, server: String) {
    let mut connections = JoinSet::new();
    while let Ok((mut client, _)) = listener.accept().await {
        let server = server.clone();
        connections.spawn(async move {
            if let Ok(mut upstream) = TcpStream::connect(server).await {
                tokio::io::copy_bidirectional(&mut client, &mut upstream).await.ok();
            }
        });
    }
}

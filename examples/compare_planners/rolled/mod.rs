//! Made-up worlds whose truth is known, played week after week: plan, drive, log, and plan anew.
//!
//! A world is a pure function of its [`Setting`](setting::Setting) and a seed. Planners see its diary and never its truth.
//! Whatever they do, the same dice fall on the same practices in the same weeks, so two planners in one world differ by what
//! they do alone. The truth is not what `rounds` assumes: a visit does not fill goodwill, and goodwill fades sooner.
//!
//! `compare_planners` prints the outcomes, and a test guards a small world.

pub(crate) mod diary;
pub(crate) mod dice;
pub(crate) mod ground;
pub(crate) mod nature;
pub(crate) mod play;
pub(crate) mod rival;
pub(crate) mod rounds_week;
pub(crate) mod route;
pub(crate) mod setting;
pub(crate) mod sites;
pub(crate) mod world;

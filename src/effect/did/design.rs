//! What is to be estimated, and how.

/// Who stands for what treated units would have done without treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlGroup {
    /// Units that are never treated.
    NeverTreated,
    /// Those, and units that are treated later than either of the two periods compared.
    NotYetTreated,
}

/// How differences between treated units and controls in their covariates are taken out. Without covariates all
/// methods are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DidMethod {
    /// Both of the others together: right where either of them is (Sant'Anna & Zhao 2020).
    DoublyRobust,
    /// A linear regression of the change in outcomes of controls (Heckman, Ichimura & Todd 1997).
    OutcomeRegression,
    /// Controls weighted by the odds of being treated, with weights that add up to one (Abadie 2005).
    InverseProbability,
}

/// With which period a period before treatment is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasePeriod {
    /// With the period before it.
    Varying,
    /// With the last period before treatment, like the periods after.
    Universal,
}

/// The design of a difference in differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DidDesign {
    /// Who is compared with.
    pub control: ControlGroup,
    /// How covariates are accounted for.
    pub method: DidMethod,
    /// What periods before treatment are compared with.
    pub base: BasePeriod,
    /// In how many units of time before treatment units may already act on it.
    pub anticipation: u32,
}

impl Default for DidDesign {
    fn default() -> Self {
        Self {
            control: ControlGroup::NeverTreated,
            method: DidMethod::DoublyRobust,
            base: BasePeriod::Varying,
            anticipation: 0,
        }
    }
}

extension MatcherDictionary {
  /// What only people can say.
  static let human: [(HumanTopic, [(weight: Double, list: String)])] = [
    (
      .ownership,
      [
        (
          3,
          "who is responsible,model owner,accountable,accountability,who approve,governance,sign off,responsible for,inventory,who own,committee,role,who develop,developed by,who built"
        ),
        (2, "owner,approve,responsibility,independent review,qualification"),
      ]
    ),
    (
      .monitoring,
      [
        (
          3,
          "monitor,drift,production,after deployment,post market,ongoing,in use,live,alert,outcome analysis,backtest"
        ),
        (2, "degrade,track,over time,incident"),
      ]
    ),
    (
      .oversight,
      [
        (
          3,
          "human oversight,override,human review,manual review,human in the loop,stop the system,appeal,contest,complaint,staff,operator,instruction for use,user training,recourse"
        ),
        (2, "human,oversee,escalate,escalation"),
      ]
    ),
    (
      .privacy,
      [
        (
          3,
          "personal data,consent,retention,data protection,privacy,legal basis,anonymise,anonymize,pseudonymise,data subject,dpia,impact assessment,confidential"
        ),
        (2, "delete,sensitive"),
      ]
    ),
    (
      .security,
      [
        (
          3,
          "security,cybersecurity,attack,adversarial,poisoning,access control,unauthorised,unauthorized,penetration,vulnerability,encrypt,tamper"
        ),
        (2, "threat,protect against"),
      ]
    ),
    (
      .legal,
      [
        (
          3,
          "declaration of conformity,conformity assessment,harmonised standard,contract,liability,licence,license,intellectual property,legal opinion,ce mark,notified body,copyright,penalty"
        ),
        (2, "legal,conformity,standard"),
      ]
    ),
    (
      .operations,
      [
        (
          3,
          "fallback,fall back,disaster recovery,rollback,deployment,deploy,availability,uptime,backup,integrate,integration,upstream,downstream,business continuity,rollout,decommission,hosting,interface,outage,unavailable"
        ),
        (2, "operation,recover,support team,cloud,on call"),
      ]
    ),
    (
      .change,
      [
        (
          3,
          "change management,lifecycle,life cycle,versioning,update,change control,retire,retrain"
        ),
        (2, "maintenance,maintain,modification,redevelop"),
      ]
    ),
    (
      .business,
      [
        (
          3,
          "business case,return on investment,intended user,affected person,stakeholder,customer benefit,commercial,budget of the project,harm,misuse,societal,out of scope,expected benefit,strategy,team,skill,headcount"
        ),
        (2, "benefit,user,customer,business,budget"),
      ]
    ),
    (
      .vendor,
      [
        (3, "vendor,third party,supplier,outsource,pre trained,pretrained,open source"),
        (2, "purchase"),
      ]
    ),
    (
      .collection,
      [
        (
          3,
          "how was the data collected,data collection,collected,annotator,provenance,labelled by,labeled by,data quality,missing data,outlier,data cleaning,sampling strategy,data lineage,who label,preprocess"
        ),
        (2, "collect,gathered,cleaned,acquired"),
      ]
    ),
  ]
}

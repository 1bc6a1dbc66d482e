/// The phrases that speak for each key, by weight: 3 names it, 2 points to it, 1 hints at it.
enum MatcherDictionary {
  typealias Subject = Matcher.Subject

  static let entries: [(subject: Subject, phrases: [(weight: Double, list: String)])] =
    evidence.map { (.topic($0.0), $0.1) } + human.map { (.human($0.0), $0.1) }

  /// What a run knows.
  private static let evidence: [(Topic, [(weight: Double, list: String)])] = [
    (
      .decision,
      [
        (3, "which architecture,recommendation,final decision,proposed architecture"),
        (2, "proposed,recommended,decide,outcome,choice"), (1, "architecture,select"),
      ]
    ),
    (
      .reasons,
      [
        (3, "why was,why this,rationale,justification,reason for the choice,design choice"),
        (2, "why,justify,trade off,tradeoff,motivate,chosen"),
      ]
    ),
    (
      .doubts,
      [
        (3, "limitation,weakness,known limits,assumption,residual risk,caveat"),
        (2, "uncertainty,uncertain,doubt,risk"), (1, "limit,shortcoming"),
      ]
    ),
    (
      .robustness,
      [
        (3, "sensitivity analysis,sensitivity,robust,robustness,how firm,how stable"),
        (2, "confident,confidence in the decision,stable,stability"),
      ]
    ),
    (
      .flips,
      [
        (
          3,
          "what would change,change the decision,change the recommendation,reverse the decision,revisit,flip,overturn"
        ),
        (2, "different priority,break even,tipping point"),
      ]
    ),
    (
      .next,
      [
        (3, "next measurement,further evidence,more evidence,outstanding test,further test"),
        (2, "further work,next step,what remains,additional evidence"),
      ]
    ),
    (
      .options,
      [
        (
          3,
          "alternative,option considered,considered option,stages,pipeline,component,architecture of the system,system architecture,describe the system architecture,system element"
        ),
        (2, "option,candidate,end to end,hybrid,modular,challenger,algorithm used,model type"),
      ]
    ),
    (
      .criteria,
      [
        (3, "criteria,criterion,decision driver,weighing"),
        (2, "utility,factor considered,ranking"),
      ]
    ),
    (.matrix, [(3, "decision matrix,matrix"), (1, "prior")]),
    (.dataMatrix, [(3, "prior for data,enough data")]),
    (.latencyMatrix, [(3, "prior for latency")]),
    (.regulationMatrix, [(3, "prior for regulation")]),
    (
      .requirements,
      [
        (
          3,
          "requirement,acceptance criteria,service level,sla,slo,non functional requirement,acceptance threshold"
        ),
        (2, "met,fulfil,meet,satisfy,comply with target,target"),
      ]
    ),
    (
      .policy,
      [(3, "policy threshold,own threshold,internal threshold"), (2, "threshold,tolerance")]
    ),
    (.priorities, [(3, "priority,weighting"), (2, "weight,importance")]),
    (
      .regimes,
      [
        (
          3,
          "regulation apply,applicable regulation,which regulation,regulatory regime,which law,applicable law,gdpr,ai act,ecoa"
        ),
        (2, "regulation,regulatory,high risk"), (1, "law"),
      ]
    ),
    (
      .data,
      [
        (
          3,
          "test data,test set,evaluation data,which data,training data,data source,dataset,data set,data used"
        ),
        (2, "data,corpus,representative"), (1, "sample"),
      ]
    ),
    (
      .labels,
      [
        (3, "labelling cost,labeling cost,label cost,how many label,annotation,cost of label"),
        (2, "label,labelled example,labeled example,how many example"),
      ]
    ),
    (
      .split,
      [
        (
          3,
          "leakage,cross validation,hold out,holdout,train test split,out of sample,independent test,held out,contamination,validation data,overfit"
        ),
        (2, "split,separate,partition"),
      ]
    ),
    (
      .plan,
      [
        (
          3,
          "test plan,experiment design,experimental design,how many trial,how many run,test procedure,validation procedure,testing procedure,evaluation protocol,test methodology,evaluation method"
        ),
        (2, "procedure,how many seed,seed,trial,repetition,preregister"),
      ]
    ),
    (
      .quality,
      [
        (
          3,
          "accuracy,accurate,auc,discrimination,predictive performance,predictive power,model performance,performance metric,error rate,quality,discriminatory power"
        ),
        (2, "metric,performance,score,how good,how well,benchmark"), (1, "test result,statistical"),
      ]
    ),
    (
      .curve,
      [
        (
          3,
          "learning curve,more data,less data,amount of data,data size,sample size,number of example,training set size,size of training"
        )
      ]
    ),
    (.ceiling, [(3, "best possible,upper bound,theoretical limit,bayes,ceiling,best achievable")]),
    (
      .calibration,
      [
        (3, "calibration,calibrated,brier,reliability diagram,probability estimate"),
        (2, "probability"),
      ]
    ),
    (
      .fairness,
      [
        (
          3,
          "fairness,bias,discriminate against,disparate impact,protected group,protected characteristic,demographic,disparity,discriminatory impact,unfair,equal treatment,subgroup"
        ),
        (2, "fair,gender,ethnic,age group,protected,discriminatory"),
      ]
    ),
    (
      .latency,
      [
        (3, "latency,response time,how fast,p99,p95,percentile,real time,delay,answer time"),
        (2, "speed,fast,slow,time budget,tail,quickly"),
      ]
    ),
    (
      .throughput,
      [
        (3, "throughput,query per second,request per second,capacity,batch,peak load,transaction"),
        (2, "load,volume,scale,scalability"),
      ]
    ),
    (
      .memory,
      [
        (3, "memory,ram,footprint,resident"),
        (
          2, "hardware requirement,resource,resource consumption,edge device,computational resource"
        ),
      ]
    ),
    (
      .model,
      [
        (3, "number of parameter,parameter count,model size,model complexity,complexity"),
        (2, "parameter,how large,size of model"),
      ]
    ),
    (
      .training,
      [
        (
          3,
          "training time,training cost,training procedure,convergence,converge,hyperparameter,retraining cost,how long training,trained long enough"
        ),
        (2, "train,compute,optimiser,optimizer,tuned"),
      ]
    ),
    (
      .explanations,
      [
        (
          3,
          "explanation,explainability,interpretability,explain,interpret,interpretable,transparency,reason code,adverse action,shap,faithful,black box,attribution"
        ),
        (2, "transparent,understand,reason given,opaque,principal reason"),
      ]
    ),
    (
      .explanationTime,
      [
        (
          4,
          "time explain,take explain,cost of explanation,time explanation,explanation time,explanation take"
        )
      ]
    ),
    (
      .explainedCase,
      [
        (
          4,
          "example explanation,example of an explanation,sample explanation,example of reason,worked example,example decision"
        )
      ]
    ),
    (
      .failures,
      [
        (
          3,
          "failure,failure rate,fail,crash,malformed input,invalid input,missing value,unanswered,error handling"
        ),
        (2, "reliability,exception"),
      ]
    ),
    (
      .machines,
      [
        (
          3,
          "hardware,machine,processor,cpu,test environment,software version,library version,environment"
        ),
        (2, "operating system,library,software"),
      ]
    ),
    (
      .validity,
      [
        (
          3,
          "measurement valid,validity of measurement,noise,measurement error,trust the measurement,reliability of measurement,timing trusted"
        ),
        (2, "noisy,measured correctly,credible"),
      ]
    ),
    (
      .reproducibility,
      [
        (
          3,
          "reproduce,reproducible,reproducibility,repeatable,replicate,audit trail,verify result,rerun,version control,independently verify,recompute"
        ),
        (2, "audit,traceable,traceability,repeat"),
      ]
    ),
    (
      .project,
      [
        (
          3,
          "intended purpose,what does the system decide,system decide,use case,intended use,system do"
        ),
        (2, "purpose,description of the system,describe the system"),
      ]
    ),
  ]
}

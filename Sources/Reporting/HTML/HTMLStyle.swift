/// The style sheet that every page carries.
enum HTMLStyle {
  static let sheet = [colours, text, tables, SVG.style, arrangement, print].joined(separator: "\n")

  /// Custom properties, so that text and drawings follow the theme.
  ///
  /// Text reaches a contrast of 4.5 on the paper in both themes (WCAG 2.2, 1.4.3). The two
  /// architectures have a blue and an orange that the common kinds of colour blindness keep apart
  /// (after Okabe & Ito 2008).
  private static let colours = """
    :root {\(light) color-scheme: light dark}
    @media (prefers-color-scheme: dark) {:root {\(dark)}}
    """

  private static let light = """
    --paper: #fff; --ink: #1a1e22; --soft: #57616b; --rule: #cfd5da; --panel: #f3f5f7;
    --link: #0a559c; --good: #14622c; --bad: #a11d18; --open: #7a4a00; --grid: #e3e7ea;
    --end-to-end: #0064a0; --hybrid: #b34700; --limit: #a11d18;
    """

  private static let dark = """
    --paper: #15191c; --ink: #e7eaec; --soft: #a7b1ba; --rule: #424b53; --panel: #1f252a;
    --link: #85bdf2; --good: #74d08f; --bad: #ff958d; --open: #f0bb55; --grid: #2b3238;
    --end-to-end: #62b8f2; --hybrid: #f2a24e; --limit: #ff958d;
    """

  private static let text = """
    html {font: 100%/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
      background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%}
    body {margin: 0 auto; padding: 1.5rem; max-width: 60rem; overflow-wrap: anywhere}
    h1 {font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem}
    h2 {font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .75rem;
      border-top: 1px solid var(--rule)}
    h3 {font-size: 1.05rem; margin: 1.75rem 0 .5rem}
    h4, h5, h6 {font-size: 1rem; margin: 1.25rem 0 .5rem}
    p, ul {max-width: 42rem; margin: .75rem 0}
    ul {padding-left: 1.25rem} li {margin: .3rem 0}
    a {color: var(--link)}
    main:focus {outline: none}
    :focus-visible {outline: 2px solid var(--link); outline-offset: 2px}
    .skip {position: absolute; left: -999rem} .skip:focus {left: 1rem; background: var(--paper)}
    .note, .quiet {color: var(--soft)} .note {font-size: .9rem}
    .good {color: var(--good)} .bad {color: var(--bad)} .open {color: var(--open)}
    td .good, td .bad, td .open {font-weight: 600}
    """

  private static let tables = """
    .scroll {overflow-x: auto; margin: 1rem 0}
    table {border-collapse: collapse; font-size: .875rem; line-height: 1.4;
      font-variant-numeric: tabular-nums; overflow-wrap: normal}
    caption {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}
    th, td {text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0;
      border-bottom: 1px solid var(--grid); white-space: nowrap}
    th {font-weight: 600} tbody th {font-weight: 400}
    thead th {color: var(--soft); border-bottom-color: var(--rule); vertical-align: bottom}
    .number {text-align: right} .wraps {white-space: normal; min-width: 11rem}
    """

  private static let arrangement = """
    nav {font-size: .9rem} nav ol {padding-left: 1.5rem; columns: 18rem auto; column-gap: 2rem}
    nav li {break-inside: avoid; margin: 0 0 .2rem}
    @media (max-width: 30rem) {
      body {padding: 1rem} h1 {font-size: 1.4rem}
      .wraps {min-width: 8rem}
      tr > :first-child {position: sticky; left: 0; background: var(--paper)}
    }
    """

  private static let print = """
    @page {size: A4; margin: 16mm 15mm 18mm}
    @media print {
      :root {\(light) color-scheme: light}
      html {font-size: 10pt} body {max-width: none; padding: 0}
      nav, .skip {display: none}
      p, ul {max-width: none; orphans: 3; widows: 3}
      h1, h2, h3, h4 {break-after: avoid} h2 {margin-top: 1.5rem}
      .wide {display: block !important; width: 140mm} .narrow {display: none !important}
      figure, figcaption, svg, .scroll {break-inside: avoid}
      .scroll {overflow: visible} table {font-size: 8pt; width: 100%}
      thead {display: table-header-group} tr, li {break-inside: avoid}
      th, td {white-space: normal; padding-right: .6rem} .wraps {min-width: 0}
    }
    """
}

using System.Globalization;
using Ao.Effects;
using Ao.Reports;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Files a report. The same report is filed once, however often the call is repeated.</summary>
internal sealed class ReportTool(CallRecorder recorder, OperationKeys keys, ReportIntake intake, ReportType type) : IAgentTool
{
    /// <summary>How many reports a session may file: more is an agent that runs in circles.</summary>
    private const int MaxReports = 100;

    private static readonly string[] s_severities = ["low", "medium", "high", "critical"];

    public ToolDefinition Definition { get; } = new(
        NameOf(type),
        type == ReportType.BugReport
            ? "Reports a defect that you met and that is not your task: in the project, its tests, its tools or in what you were given. Give at least a title or evidence. Then go on with your task."
            : "Suggests an improvement that you see and that is not your task. Give at least a title or evidence. Then go on with your task.",
        ToolField.Line("title", "One line that names it. Without it one is made of the evidence."),
        ToolField.Text("body", "What is the matter, in full.") with { ByteLimit = ReportRules.MaxText },
        ToolField.Choice("severity", "low: an inconvenience. medium: work is hindered. high: work is stopped, or a result is wrong. critical: data or security is at risk. Without it one is inferred.", s_severities),
        ToolField.Line("component", "The part of the project that it is about, such as src/cart."),
        ToolField.Texts("evidence", "What you observed: output, traces, file:line.") with { ByteLimit = ReportRules.MaxText, ItemLimit = ReportRules.MaxEvidence },
        ToolField.Number("confidence", "How sure you are.", 0, 1),
        ToolField.Text("reproduction", "How to see it again, step by step.") with { ByteLimit = ReportRules.MaxText },
        ToolField.Text("suggested_fix", "What you would do about it.") with { ByteLimit = ReportRules.MaxText },
        ToolField.Choice("type", "The kind of the report. It follows from the tool and can be left out.", [NameOf(type)]),
        ToolField.Line("source_session", "The id of your session. It is known and can be left out."))
    {
        Check = arguments => Check(arguments, type),
    };

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Text("source_session") is { } session && session != caller.Session.Value)
        {
            throw new AoException($"{NameOf(type)} was not carried out. Mend this and call it again:\n- source_session: '{Printable.Quote(session)}' is not your session. Give {caller.Session}, or leave it out.");
        }

        var report = intake.Accept(Draft(arguments, type) with { SourceSession = caller.Session });
        var key = keys.Of(caller.Session, $"report/{HashOf(report)}");
        return recorder.RecordAsync(caller, state => Decide(state, caller, key, report), cancellationToken);
    }

    private static IEnumerable<string> Check(ToolArguments arguments, ReportType type) => ReportRules.Check(Draft(arguments, type))
        .Where(problem => !arguments.IsWrong(problem.Field) && !(problem.Field == "title" && arguments.IsWrong("evidence")))
        .Select(static problem => problem.ToString());

    private static Report Draft(ToolArguments arguments, ReportType type) => new()
    {
        Type = type,
        Title = arguments.Text("title") ?? "",
        Body = arguments.Text("body") ?? "",
        Severity = arguments.Text("severity") is { } severity ? (ReportSeverity)Array.IndexOf(s_severities, severity) : null,
        Component = arguments.Text("component"),
        Evidence = arguments.Texts("evidence"),
        Confidence = arguments.Number("confidence"),
        Reproduction = arguments.Text("reproduction"),
        SuggestedFix = arguments.Text("suggested_fix"),
    };

    private static (IReadOnlyList<object>, string) Decide(SessionState state, AgentToolCaller caller, OperationKey key, Report report)
    {
        if (state.Reports.Exists(filed => filed.Operation == key))
        {
            return ([], $"You have filed this very report before, as {key}. Nothing was filed again.");
        }

        return state.Reports.Count < MaxReports
            ? ([new Facts.ReportFiled(caller.Run.Number, 0, key, report)], $"Filed as {key}. Go on with your task.")
            : throw new AoException($"Your session has filed {MaxReports} reports, and no more are taken. Go on with your task.");
    }

    private static string NameOf(ReportType type) => type == ReportType.BugReport ? "bug_report" : "improvement_suggestion";

    private static string HashOf(Report report) => ContentHash.Of(
    [
        report.Type.ToString(), report.Title, report.Body, report.Severity?.ToString(), report.Component,
        report.Confidence?.ToString("R", CultureInfo.InvariantCulture), report.Reproduction, report.SuggestedFix,
        .. report.Evidence,
    ]);
}

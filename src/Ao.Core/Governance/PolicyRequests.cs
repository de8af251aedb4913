using System.Globalization;
using Ao.Effects;
using Ao.Reports;

namespace Ao.Governance;

/// <summary>Makes what policies judge from what a consent is bound to, so that a request can be made from the journal too.</summary>
/// <remarks>A report that causes an effect stands in its parameters, named <c>report.id</c>, <c>report.type</c>, <c>report.confidence</c>, <c>report.severity</c> and <c>report.component</c>.</remarks>
internal static class PolicyRequests
{
    private const string Id = "report.id";
    private const string Type = "report.type";
    private const string Confidence = "report.confidence";
    private const string Severity = "report.severity";
    private const string Component = "report.component";
    private static readonly string[] s_targets = ["pushTarget", "target", "to", "repository"];

    public static PolicyRequest Of(Effect effect) => Of(effect.Key, effect.Kind, effect.Project, effect.Session, effect.Title, effect.Parameters);

    public static PolicyRequest Of(OperationKey key, EffectKind kind, ProjectId project, SessionId? session, string title, IReadOnlyDictionary<string, string> parameters) => new()
    {
        Operation = key,
        Kind = kind,
        Project = project,
        Session = session,
        Title = title,
        Parameters = parameters,
        Report = IsNamedByAgents(kind) ? null : ReadReport(parameters),
        ForkOwner = IsNamedByAgents(kind) ? null : parameters.GetValueOrDefault(kind == EffectKind.CreateFork ? "owner" : "forkOwner"),
        Target = IsNamedByAgents(kind) ? null : TargetOf(parameters),
    };

    /// <summary>Puts the report that causes an effect among its parameters.</summary>
    public static void AddReport(IDictionary<string, string> parameters, ReportCause cause)
    {
        parameters[Id] = cause.Id;
        parameters[Type] = cause.Type.ToString();
        Add(parameters, Confidence, cause.Confidence?.ToString("R", CultureInfo.InvariantCulture));
        Add(parameters, Severity, cause.Severity?.ToString());
        Add(parameters, Component, cause.Component);
    }

    // Their parameters have the names that an agent gave them.
    private static bool IsNamedByAgents(EffectKind kind) => kind is EffectKind.UseTool or EffectKind.AgentAction;

    private static string? TargetOf(IReadOnlyDictionary<string, string> parameters) =>
        s_targets.Select(parameters.GetValueOrDefault).FirstOrDefault(static place => place is not null);

    private static ReportCause? ReadReport(IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue(Id, out var id))
        {
            return null;
        }

        // What cannot be read counts as no confidence at all, and never as one that is merely not stated.
        var isKnown = Enum.TryParse<ReportType>(parameters.GetValueOrDefault(Type), out var type) && Enum.IsDefined(type);
        double? confidence = !isKnown ? 0
            : !parameters.TryGetValue(Confidence, out var stated) ? null
            : double.TryParse(stated, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value
            : 0;
        ReportSeverity? severity = Enum.TryParse<ReportSeverity>(parameters.GetValueOrDefault(Severity), out var weight) && Enum.IsDefined(weight) ? weight : null;
        return new ReportCause(id, type, confidence, severity, parameters.GetValueOrDefault(Component));
    }

    private static void Add(IDictionary<string, string> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}

using Ao.Reports;

namespace Ao.Agents;

/// <summary>The agent has filed a structured report.</summary>
public sealed record ReportFiled : AgentSignal
{
    /// <summary>Gets the report, as the agent gave it.</summary>
    public required Report Report { get; init; }
}

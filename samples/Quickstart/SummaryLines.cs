using Ao;
using Ao.Consents;
using Ao.Plugins;
using Ao.Scm;
using Ao.Sessions;

namespace Quickstart;

internal sealed record SessionLine(SessionId Id, string Title, SessionStatus Status, string? Reason, int Runs, IReadOnlyList<Verification> Evidence, string? Refused);

internal sealed record PullRequestLine(SessionId Session, int Number, string Title, PullRequestState State, string? MergeRevision);

internal sealed record ReportLine(SessionId Session, string Type, string Title, string? Issue, string? Location, string? Problem);

internal sealed record ConsentLine(string Id, OperationKey Operation, string Title, string Decision, ConsentState State, string? By);

internal sealed record PluginLine(IReadOnlyList<string> Slots, string Name, string? Version, string? Folder, PluginStatus Status, string? Problem);

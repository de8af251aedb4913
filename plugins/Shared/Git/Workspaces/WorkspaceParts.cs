using Ao.Git.Gates;
using Ao.Git.Histories;
using Ao.Git.Ledgers;

namespace Ao.Git.Workspaces;

/// <summary>What workspaces are made of.</summary>
internal sealed record WorkspaceParts(
    GitClient Git,
    ControlRepositories Repositories,
    SourceInspector Sources,
    IRevisionShare Share,
    IPublication Publication,
    WorkspaceOpening Opening,
    WorkspaceReader Reader,
    WorkspaceClosing Closing,
    WorkspaceRestoring Restoring,
    Checkouts Checkouts,
    SessionGuards Guards,
    GateReader Gates,
    Publishing Publishing,
    BaseRefresh BaseRefresh,
    LedgerParts Ledgers,
    HistoryParts Histories);

using Ao.Git.Gates;
using Ao.Git.Histories;
using Ao.Git.Ledgers;
using Ao.Git.Remotes;
using Ao.Git.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Git;

/// <summary>Registers what workspaces over git are made of.</summary>
internal static class GitWorkspaceServices
{
    /// <summary>Adds the workspaces. The plugin adds <see cref="GitSettings"/>, <see cref="ISourcePlaces"/>, <see cref="IPublication"/>, <see cref="IRevisionShare"/> and <see cref="IRemoteCredentials"/>.</summary>
    public static IServiceCollection AddGitWorkspaces(this IServiceCollection services) => services
        .AddSingleton<GitFolders>()
        .AddSingleton<GitClient>()
        .AddSingleton<RemoteGit>()
        .AddSingleton<FolderRemoval>()
        .AddSingleton<SourceInspector>()
        .AddSingleton<ControlRepositories>()
        .AddSingleton<WorkspaceReader>()
        .AddSingleton<WorkspaceOpening>()
        .AddSingleton<WorkspaceClosing>()
        .AddSingleton<WorkspaceRestoring>()
        .AddSingleton<SessionGuards>()
        .AddSingleton<GateReader>()
        .AddSingleton<Publishing>()
        .AddSingleton<BaseRefresh>()
        .AddSingleton<Checkouts>()
        .AddGitLedgers()
        .AddGitHistories()
        .AddSingleton<WorkspaceParts>();
}

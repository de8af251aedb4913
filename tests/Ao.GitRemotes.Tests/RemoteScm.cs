using Ao.Git.Workspaces;

namespace Ao.GitRemotes.Tests;

/// <summary>The workspaces of a forge without the forge.</summary>
internal sealed class RemoteScm(WorkspaceParts parts) : WorkspaceScm(parts);

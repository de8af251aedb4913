namespace Ao.Git.Remotes;

/// <summary>Reads where a clone on this machine came from.</summary>
internal sealed class CloneRemotes(GitClient git)
{
    /// <summary>Gives the address of a clone's remote, or <see langword="null"/> where the folder is no repository, or has no such remote.</summary>
    public async ValueTask<string?> FindAsync(string folder, string remote, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var own = Path.Combine(folder, ".git");
        var result = await git.RunAsync(new GitCall("config", "--local", "--get", $"remote.{remote}.url") { GitDir = Path.Exists(own) ? own : folder }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded && result.Output.TrimEnd('\n', '\r') is { Length: > 0 } address ? address : null;
    }
}

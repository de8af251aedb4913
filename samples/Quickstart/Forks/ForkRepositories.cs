using Ao;

namespace Quickstart.Forks;

/// <summary>Makes the repositories of the play: a bare one for the upstream and one for each fork, as they would lie on a server.</summary>
internal sealed class ForkRepositories(string folder)
{
    private static readonly TimeSpan s_apart = TimeSpan.FromDays(2);

    public string Upstream => Path.Combine(folder, "upstream.git");

    public string Of(string fork) => Path.Combine(folder, $"{fork}.git");

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetUtcNow() - (s_apart * (PlayedForks.All.Count + 1));
        var work = Path.Combine(folder, "work");
        Directory.CreateDirectory(work);
        await GitProgram.RunAsync(folder, cancellationToken, "init", "--quiet", "--bare", "--initial-branch=main", Upstream);
        var source = Path.Combine(work, "upstream");
        await GitProgram.RunAsync(folder, cancellationToken, "clone", "--quiet", Upstream, source);
        await GitProgram.RunAsync(source, cancellationToken, "checkout", "--quiet", "-B", "main");
        foreach (var (path, text, message) in PlayedForks.Upstream)
        {
            await CommitAsync(source, path, text, message, "Upstream", start, cancellationToken);
        }

        await GitProgram.RunAsync(source, cancellationToken, "push", "--quiet", "origin", "main");
        foreach (var (index, fork) in PlayedForks.All.Index())
        {
            await CreateForkAsync(work, fork, start + (s_apart * (index + 1)), cancellationToken);
        }

        await GitProgram.RunAsync(source, cancellationToken, "fetch", "--quiet", "origin");
    }

    /// <summary>Gives the newest revision of a fork's change to the file that all three change.</summary>
    public Task<string> ChangeOfAsync(string fork, CancellationToken cancellationToken) => GitProgram.RunAsync(Of(fork), cancellationToken, "rev-list", "--max-count=1", "main", "--", PlayedForks.TimeoutPath);

    private async Task CreateForkAsync(string work, PlayedFork fork, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await GitProgram.RunAsync(folder, cancellationToken, "clone", "--quiet", "--bare", Upstream, Of(fork.Name));
        var clone = Path.Combine(work, fork.Name);
        await GitProgram.RunAsync(folder, cancellationToken, "clone", "--quiet", Of(fork.Name), clone);
        await CommitAsync(clone, PlayedForks.TimeoutPath, fork.Timeout, $"{fork.Subject}\n\n{fork.Reason}", fork.Title, at, cancellationToken);
        await CommitAsync(clone, fork.Own, fork.OwnText, $"Add {fork.Own}", fork.Title, at.AddHours(3), cancellationToken);
        await GitProgram.RunAsync(clone, cancellationToken, "push", "--quiet", "origin", "main");
    }

    private static async Task CommitAsync(string clone, string path, string text, string message, string author, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var file = Path.Combine(clone, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, cancellationToken);
        await GitProgram.RunAsync(clone, cancellationToken, "add", "--all");
        await GitProgram.RunAsync(clone, at, cancellationToken, "-c", $"user.name={author}", "-c", "user.email=quickstart@localhost", "commit", "--quiet", "--message", message);
    }
}

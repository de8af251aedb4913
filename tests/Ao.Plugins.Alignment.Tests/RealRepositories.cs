using Ao.Commands;
using Ao.TestSupport;
using Xunit;

namespace Ao.Plugins.Alignment.Tests;

/// <summary>A source and a fork of it, as repositories on disk. The fork has a branch for each change and each answer of the cases.</summary>
internal sealed class RealRepositories : IDisposable
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);
    private readonly TempFolder _folder = new();

    public string Source => _folder.Combine("source");

    public string Fork => _folder.Combine("fork");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes both; the cases begin with the same files.</summary>
    public static async Task<RealRepositories> MakeAsync(IReadOnlyList<AlignmentCase> cases)
    {
        var made = new RealRepositories();
        Directory.CreateDirectory(made.Source);
        Directory.CreateDirectory(made._folder.Combine("home"));
        await made.GitAsync(made.Source, "init", "--quiet", "-b", "main");
        await made.CommitAsync(made.Source, "Begin", cases[0].Base);
        await made.GitAsync(made._folder.Path, "clone", "--quiet", made.Source, made.Fork);
        foreach (var (index, one) in cases.Index())
        {
            await made.BranchAsync($"change-{index}", one.Change);
            await made.BranchAsync($"answer-{index}", one.Fork);
        }

        return made;
    }

    public void Dispose() => _folder.Dispose();

    private async Task BranchAsync(string branch, IReadOnlyDictionary<string, string> files)
    {
        await GitAsync(Fork, "checkout", "--quiet", "-b", branch, "origin/main");
        await CommitAsync(Fork, branch, files);
    }

    private async Task CommitAsync(string folder, string message, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (text.Length == 0)
            {
                File.Delete(file);
            }
            else
            {
                await File.WriteAllTextAsync(file, text, Token);
            }
        }

        await GitAsync(folder, "add", "-A");
        await GitAsync(folder, "commit", "--quiet", "-m", message);
    }

    private async Task GitAsync(string folder, params string[] arguments)
    {
        var result = await s_runner.RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("git", arguments),
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?>
                {
                    ["HOME"] = _folder.Combine("home"),
                    ["GIT_CONFIG_NOSYSTEM"] = "1",
                    ["GIT_AUTHOR_NAME"] = "A",
                    ["GIT_AUTHOR_EMAIL"] = "a@b.invalid",
                    ["GIT_COMMITTER_NAME"] = "A",
                    ["GIT_COMMITTER_EMAIL"] = "a@b.invalid",
                },
            },
            Token);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
    }
}

using Ao.TestSupport;

namespace Ao.EndToEnd.Tests;

/// <summary>What a test of the quickstart works in: a folder for its runs and repositories, gone at the end with every process that lives on in it.</summary>
internal sealed class QuickstartWorld : IDisposable
{
    private readonly TempFolder _folder = new();

    public QuickstartWorld()
    {
        Directory.CreateDirectory(Runs);
        Variables = new Dictionary<string, string?> { ["TMPDIR"] = Runs };
    }

    /// <summary>Gets the folder that runs are made in.</summary>
    public string Runs => _folder.Combine("runs");

    /// <summary>Gets the variables of the processes.</summary>
    public Dictionary<string, string?> Variables { get; }

    public string Combine(string name) => _folder.Combine(name);

    public async Task<(int ExitCode, QuickstartProcess Process)> RunAsync(params string[] arguments)
    {
        var process = QuickstartProcess.Start(this, arguments);
        return (await process.WaitAsync(), process);
    }

    /// <summary>Makes a repository with one commit.</summary>
    public async Task<string> NewRepositoryAsync()
    {
        var path = Combine("repository");
        Directory.CreateDirectory(path);
        await Git.RunAsync(path, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(path, "README.md"), "# A project\n");
        await File.WriteAllTextAsync(Path.Combine(path, ".gitignore"), "*.log\n");
        await Git.CommitAsync(path, "Begin");
        return path;
    }

    /// <summary>Writes a script that plays an agent.</summary>
    /// <returns>The arguments that have the quickstart run it.</returns>
    public async Task<string[]> NewAgentAsync(string script)
    {
        var path = Combine("agent.sh");
        await File.WriteAllTextAsync(path, $"set -eu\nworld='{_folder.Path}'\n{script}\n");
        return ["--program", "sh", path];
    }

    /// <summary>Kills every process that works in the folder, as the end of the machine would.</summary>
    public void KillEverything()
    {
        foreach (var process in WorldProcesses.Of(_folder.Path))
        {
            using (process)
            {
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    public void Dispose()
    {
        KillEverything();
        _folder.Dispose();
    }
}

using Ao.Configuration;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests;

/// <summary>Many sessions over the real plugins, loaded from their folders.</summary>
[Collection(AloneCollection.Name)]
public sealed class FleetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ManySessions_AreAllVerifiedAndLeaveNothingBehind()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AO_FLEET"), out var asked) ? asked : 200;
        var repository = await NewRepositoryAsync();
        var data = _folder.Combine("data");
        var handles = Handles();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MaxSessions = 20;
            options.Projects["fleet"] = new ProjectOptions
            {
                Path = repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", "echo \"$AO_SESSION_ID\" >\"$AO_SESSION_ID.txt\" && git add --all && git commit --quiet --message work"] } },
                Verification = { Commands = [new VerificationCommandOptions { Name = "exists", Command = ["sh", "-c", "test -f \"$AO_SESSION_ID.txt\""] }] },
                PullRequests = { OpenWhenDone = false },
            };
        });

        using (var host = builder.Build())
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
            await Task.WhenAll(Enumerable.Range(1, count).Select(number => orchestrator.SpawnAsync(new SpawnRequest { Project = "fleet", Prompt = $"Task {number}" }, TestContext.Current.CancellationToken)));
            var open = orchestrator.List().Select(static session => session.Id).ToHashSet();
            await foreach (var change in orchestrator.WatchAsync(cancellationToken: TestContext.Current.CancellationToken))
            {
                if (change.Session is { Status: SessionStatus.Failed or SessionStatus.Lost })
                {
                    Assert.Fail($"{change.Session.Id}: {change.Session.Reason}");
                }

                if (change.Session is { Status: SessionStatus.Done, WorkspacePath: null } && open.Remove(change.Session.Id) && open.Count == 0)
                {
                    break;
                }
            }

            Assert.All(orchestrator.List(), static session => Assert.True(Assert.Single(session.Verifications).Passed));
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(LiveProcessesOf(data));
        Assert.DoesNotContain(Directory.EnumerateDirectories(data, "*", SearchOption.AllDirectories), static folder => Path.GetFileName(folder).StartsWith("fleet-", StringComparison.Ordinal) && folder.Contains("workspaces", StringComparison.Ordinal));
        Assert.Equal("refs/heads/main", await Git.RunAsync(repository, "for-each-ref", "--format=%(refname)"));
        var left = Handles().Except(handles).ToList();
        Assert.DoesNotContain(left, handle => handle.Contains(_folder.Path, StringComparison.Ordinal));

        // The .NET runtime keeps a pipe of its own from the first process on.
        Assert.InRange(left.Count(static handle => handle.StartsWith("pipe:", StringComparison.Ordinal)), 0, 4);
    }

    /// <summary>Gets what the open handles of this process lead to.</summary>
    private static List<string> Handles() =>
        [.. new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(static handle => handle.LinkTarget).OfType<string>()];

    /// <summary>Finds processes whose working folder or variables lie in the data folder.</summary>
    private static List<string> LiveProcessesOf(string data)
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "environ")).Contains(data, StringComparison.Ordinal))
                {
                    found.Add(process);
                }
            }
            catch (IOException)
            {
                // It ended while it was looked at.
            }
            catch (UnauthorizedAccessException)
            {
                // Somebody else's.
            }
        }

        return found;
    }

    private async Task<string> NewRepositoryAsync()
    {
        var path = _folder.Combine("repository");
        Directory.CreateDirectory(path);
        await Git.RunAsync(path, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(path, "Begin");
        return path;
    }
}

using Ao.Configuration;
using Ao.Sessions;
using Ao.TestSupport;
using CliWrap;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.EndToEnd.Tests;

/// <summary>A host whose data folder is on a disk that fills: a real one, which only root can make.</summary>
[Collection("One at a time")]
public sealed class FullDiskTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private string Disk => _folder.Combine("disk");

    public async ValueTask DisposeAsync()
    {
        await Cli.Wrap("umount").WithArguments(["--lazy", Disk]).WithValidation(CommandResultValidation.None).ExecuteAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task DataFolder_DiskIsFull_IsOneClearErrorAndGoesOnWhenThereIsRoomAgain()
    {
        await MountAsync();
        var log = new CountingLog();
        using var host = await StartAsync(log);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        await DoneAsync(orchestrator, await SpawnAsync(orchestrator, "First"));

        var ballast = Path.Combine(Disk, "ballast");
        Fill(ballast);
        var error = await Assert.ThrowsAnyAsync<AoException>(async () =>
        {
            // What is left of the journal's last page may still take a few.
            for (var number = 0; number < 100; number++)
            {
                await SpawnAsync(orchestrator, new string('x', 100_000));
            }
        });
        var logged = log.Count;
        File.Delete(ballast);
        await DoneAsync(orchestrator, await SpawnAsync(orchestrator, "Second"));

        Assert.Contains("full", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(logged, 0, 50);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task MountAsync()
    {
        Directory.CreateDirectory(Disk);
        var mounted = await Cli.Wrap("mount").WithArguments(["-t", "tmpfs", "-o", "size=24m", "tmpfs", Disk]).WithValidation(CommandResultValidation.None).ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(mounted.ExitCode == 0, "Only root can mount a small disk.");
    }

    private async Task<IHost> StartAsync(CountingLog log)
    {
        var repository = _folder.Combine("repository");
        Directory.CreateDirectory(repository);
        await Git.RunAsync(repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(repository, "Begin");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(Disk, "data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MaxSessions = 1;
            options.Projects["shop"] = new ProjectOptions
            {
                Path = repository,
                Agents = { ["command"] = new AgentOptions { Command = ["true"] } },
                PullRequests = { OpenWhenDone = false },
            };
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<SessionId> SpawnAsync(IOrchestrator orchestrator, string prompt) =>
        (await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = prompt }, TestContext.Current.CancellationToken)).Id;

    private static async Task DoneAsync(IOrchestrator orchestrator, SessionId id)
    {
        await foreach (var change in orchestrator.WatchAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            if (change.Session.Id == id && change.Session.Status is SessionStatus.Done or SessionStatus.Failed)
            {
                Assert.True(change.Session.Status == SessionStatus.Done, change.Session.Reason);
                return;
            }
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[64 * 1024, 4096, 512, 1])
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // No room for a piece of this size: on with smaller ones.
            }
        }
    }
}

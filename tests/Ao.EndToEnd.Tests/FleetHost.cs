using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.Journal;
using Ao.Sessions;
using CliWrap;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests;

/// <summary>A host of a fleet in a process of its own, which is killed as by kill -9: this test program again.</summary>
public sealed class FleetHost
{
    private const string FolderVariable = "AO_TEST_FLEET_FOLDER";
    private const string RuntimeVariable = "AO_TEST_FLEET_RUNTIME";
    private const string CountVariable = "AO_TEST_FLEET_COUNT";
    private const string DeathVariable = "AO_TEST_FLEET_DEATH";

    /// <summary>Starts a host that dies at a step of its life.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="dieAt">The step.</param>
    /// <returns>Whether it died there; otherwise its sessions came to life first.</returns>
    internal static async Task<bool> DieAtAsync(Fleet fleet, int dieAt)
    {
        var result = await Start(fleet, 1, dieAt, out _, out var error);
        Assert.True(result.ExitCode is HostProcess.Killed or 0, error.ToString());
        return result.ExitCode == HostProcess.Killed;
    }

    /// <summary>Starts a host, waits until all its sessions live, and kills it.</summary>
    internal static async Task RunAndKillAsync(Fleet fleet, int count)
    {
        var task = Start(fleet, count, dieAt: 0, out var ready, out var error);
        await Task.WhenAny(ready, task);
        Assert.True(ready.IsCompletedSuccessfully, error.ToString());
        await Cli.Wrap("kill").WithArguments(["-9", task.ProcessId.ToString(CultureInfo.InvariantCulture)]).ExecuteAsync();
        Assert.Equal(HostProcess.Killed, (await task).ExitCode);
    }

    /// <summary>The host itself.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For other tests only.");
        var fleet = new Fleet(folder, Environment.GetEnvironmentVariable(RuntimeVariable)!);
        var death = new Death(Number(DeathVariable));
        using var host = fleet.NewHost(services =>
        {
            services.AddSingleton<IJournalObserver>(death);
            services.AddSingleton<ICommandRunner>(new MortalCommandRunner(new CommandRunner(TimeProvider.System), death));
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        death.Arm();
        await Fleet.SpawnAsync(orchestrator, Number(CountVariable), TestContext.Current.CancellationToken);
        await Fleet.WaitAsync(orchestrator, static session => session.Status == SessionStatus.Working, TestContext.Current.CancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (orchestrator.List().Any(session => fleet.CountOf(session.Id) == 0))
        {
            // No fact tells of what an agent writes into its own files.
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        if (death.IsCertain)
        {
            // It has lived longer than it was to: the steps are used up.
            Environment.Exit(0);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "ready"), "", TestContext.Current.CancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static int Number(string variable) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? "0", CultureInfo.InvariantCulture);

    private static CommandTask<CliWrap.CommandResult> Start(Fleet fleet, int count, int dieAt, out Task ready, out StringBuilder error)
    {
        var output = error = new StringBuilder();
        var task = HostProcess.Start<FleetHost>(
            new Dictionary<string, string?>
            {
                [FolderVariable] = fleet.Folder,
                [RuntimeVariable] = fleet.Runtime,
                [CountVariable] = count.ToString(CultureInfo.InvariantCulture),
                [DeathVariable] = dieAt.ToString(CultureInfo.InvariantCulture),
            },
            output);
        ready = ReadyAsync(Path.Combine(fleet.Folder, "ready"));
        return task;
    }

    private static async Task ReadyAsync(string file)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!File.Exists(file))
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}

using System.Globalization;
using System.Text;
using Ao.Sessions;
using CliWrap;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Budgets;

/// <summary>A host of the burning shop in a process of its own, which is killed as by kill -9: this test program again.</summary>
public sealed class BudgetHost
{
    private const string FolderVariable = "AO_TEST_BUDGET_FOLDER";
    private const string UntilVariable = "AO_TEST_BUDGET_UNTIL";
    private const int Cap = 30_000;

    /// <summary>Runs a host until its session is as said, and kills it.</summary>
    /// <returns>The session's budget at that moment.</returns>
    internal static async Task<string> RunAndKillAsync(BurningShop shop, string until)
    {
        var output = new StringBuilder();
        var task = HostProcess.Start<BudgetHost>(new Dictionary<string, string?> { [FolderVariable] = shop.Folder, [UntilVariable] = until }, output);
        var ready = Path.Combine(shop.Folder, "ready");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!File.Exists(ready) && !task.Task.IsCompleted)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(ready), output.ToString());
        await Cli.Wrap("kill").WithArguments(["-9", task.ProcessId.ToString(CultureInfo.InvariantCulture)]).ExecuteAsync();
        Assert.Equal(HostProcess.Killed, (await task).ExitCode);
        return await File.ReadAllTextAsync(ready, TestContext.Current.CancellationToken);
    }

    internal static void Configure(Configuration.AoOptions options) => options.Projects[BurningShop.Name].Budget.PerSession.Tokens = Cap;

    /// <summary>The host itself.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var token = TestContext.Current.CancellationToken;
        var shop = new BurningShop(Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For other tests only."));
        using var host = shop.NewHost(Configure);
        await host.StartAsync(token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        await BurningShop.SpawnAsync(orchestrator, "Burn.", token);
        if (Environment.GetEnvironmentVariable(UntilVariable) == "paused")
        {
            await BurningShop.AskedAsync(orchestrator, token);
            await BurningShop.RestedAsync(orchestrator, token);
        }
        else
        {
            await BurningShop.WaitAsync(orchestrator, static session => session.Usage.InputTokens > 0, token);
        }

        var written = Path.Combine(shop.Folder, "ready.new");
        await File.WriteAllTextAsync(written, orchestrator.Get(BurningShop.Session).Budget, token);
        File.Move(written, Path.Combine(shop.Folder, "ready"));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.Journal;
using CliWrap;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Ledgers;

/// <summary>A life of a fork's host, in a process of its own, which ends as by kill -9: this test program again.</summary>
public sealed class LedgerHost
{
    private const string FolderVariable = "AO_TEST_LEDGER_FOLDER";
    private const string RoleVariable = "AO_TEST_LEDGER_ROLE";
    private const string LifeVariable = "AO_TEST_LEDGER_LIFE";
    private const string StepVariable = "AO_TEST_LEDGER_STEP";

    /// <summary>Runs a life that ends at a step: before or after a program is run, or when a fact is durable.</summary>
    /// <returns>Whether it ended there; otherwise it has come to its end.</returns>
    internal static Task<bool> DieAtAsync(LedgerShop shop, string role, int life, int step) => HostProcess.DiesAsync<LedgerHost>(VariablesOf(shop, role, life, step));

    /// <summary>Runs a life and kills it with every program that it runs, some time after it began.</summary>
    /// <returns>Whether it was killed; otherwise it has come to its end.</returns>
    internal static async Task<bool> KillAsync(LedgerShop shop, string role, int life, TimeSpan after)
    {
        File.Delete(BegunOf(shop, role));
        var output = new StringBuilder();
        var task = HostProcess.Start<LedgerHost>(VariablesOf(shop, role, life, step: 0), output);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (!File.Exists(BegunOf(shop, role)) && !task.Task.IsCompleted)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
        if (!task.Task.IsCompleted)
        {
            KillTree(task.ProcessId);
        }

        var result = await task;
        Assert.True(result.ExitCode is HostProcess.Killed or 0, output.ToString());
        return result.ExitCode == HostProcess.Killed;
    }

    /// <summary>The host itself.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var shop = new LedgerShop(Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For other tests only."));
        var (role, life) = (Environment.GetEnvironmentVariable(RoleVariable)!, Number(LifeVariable));
        var death = new Death(Number(StepVariable));
        var host = await shop.StartAsync(role, services =>
        {
            services.AddSingleton<IJournalObserver>(death);
            services.AddSingleton<ICommandRunner>(new MortalCommandRunner(new CommandRunner(TimeProvider.System), death));
        });
        if (role == LedgerShop.Publisher)
        {
            await LedgerShop.OpenAsync(host, role);
            death.Arm();

            // What the life before was killed over is done again.
            await LedgerShop.AppendAsync(host, role, life - 1);
            await LedgerShop.AppendAsync(host, role, life);
            await File.AppendAllTextAsync(AcknowledgedOf(shop), string.Create(CultureInfo.InvariantCulture, $"{life}\n"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(BegunOf(shop, role), "", TestContext.Current.CancellationToken);
            await LedgerShop.PublishAsync(host);
        }
        else
        {
            death.Arm();
            await File.WriteAllTextAsync(BegunOf(shop, role), "", TestContext.Current.CancellationToken);
            await LedgerShop.FetchAsync(host);
        }

        // It has lived longer than it was to, and leaves without a farewell.
        Environment.Exit(0);
    }

    internal static string AcknowledgedOf(LedgerShop shop) => Path.Combine(shop.Folder, "acknowledged");

    private static void KillTree(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    private static string BegunOf(LedgerShop shop, string role) => Path.Combine(shop.Folder, role + ".begun");

    private static int Number(string variable) => int.Parse(Environment.GetEnvironmentVariable(variable)!, CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> VariablesOf(LedgerShop shop, string role, int life, int step) => new()
    {
        [FolderVariable] = shop.Folder,
        [RoleVariable] = role,
        [LifeVariable] = life.ToString(CultureInfo.InvariantCulture),
        [StepVariable] = step.ToString(CultureInfo.InvariantCulture),
    };
}

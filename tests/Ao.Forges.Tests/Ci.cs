using System.Globalization;

namespace Ao.Forges.Tests;

/// <summary>What checks the pull requests of a shop: the answer has to be 42. It begins for each new head, and again where a check is asked for again.</summary>
internal sealed class Ci(Shop shop)
{
    /// <summary>The name of the check.</summary>
    public const string Check = "build";

    /// <summary>Works until it is cancelled.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                foreach (var pull in (await shop.SendAsync("ci", HttpMethod.Get, shop.Api("/pulls?state=open")))!.AsArray())
                {
                    await LookAsync(pull!["head"]!["sha"]!.GetValue<string>());
                }

                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task LookAsync(string revision)
    {
        var runs = (await shop.SendAsync("ci", HttpMethod.Get, shop.Api($"/commits/{revision}/check-runs")))!["check_runs"]!.AsArray();
        var run = runs.FirstOrDefault(static run => run!["name"]!.GetValue<string>() == Check);
        if (run is not null && run["status"]!.GetValue<string>() == "completed")
        {
            return;
        }

        var answer = await shop.ReadAsync(revision, "answer.txt");
        var passed = answer == "42";
        var log = passed ? "compiling\nfine\n" : $"compiling\nexpected 42 and got {answer}\n";
        if (run is null)
        {
            await shop.ReportAsync(revision, Check, passed, log);
        }
        else
        {
            await AgainAsync(run["id"]!.GetValue<long>(), revision, passed, log);
        }
    }

    private async Task AgainAsync(long id, string revision, bool passed, string log)
    {
        var job = (await shop.SendAsync("ci", HttpMethod.Get, shop.Api(string.Create(CultureInfo.InvariantCulture, $"/actions/jobs/{id}"))))!;
        await shop.DescribeAsync(id, Check, revision, passed, log, "Test", job["run_attempt"]!.GetValue<int>());
        await shop.SendAsync("ci", HttpMethod.Patch, shop.Api(string.Create(CultureInfo.InvariantCulture, $"/check-runs/{id}")), new { status = "completed", conclusion = passed ? "success" : "failure" });
    }
}

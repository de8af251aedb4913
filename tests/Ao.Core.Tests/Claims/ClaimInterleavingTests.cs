using Ao.Claims;
using Ao.Core.Tests.Sessions;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Claims;

/// <summary>Whatever two hosts claim, take over, give up and forget by dying, one thing has one holder, and all who know of it know the same.</summary>
public sealed class ClaimInterleavingTests
{
    private static readonly ProjectId s_shop = new("shop");
    private static readonly string[] s_resources = ["issue/1", "issue/2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(MaxTest = 20)]
    public async Task AnyInterleaving_OneHolder((byte What, byte Who, byte Resource)[] steps)
    {
        var claims = new FakeClaims();
        using var left = new World { Scm = new ClaimingScm(claims) };
        using var right = new World { Scm = new ClaimingScm(claims) };
        World[] worlds = [left, right];
        Engine[] engines = [await Engine.StartAsync(left), await Engine.StartAsync(right)];
        using var ending = new CancellationTokenSource();
        Task[] approving = [engines[0].ApproveEverythingAsync(ending.Token), engines[1].ApproveEverythingAsync(ending.Token)];
        var sessions = new List<(int Host, SessionId Session)>();
        for (var index = 0; index < 4; index++)
        {
            sessions.Add((index % 2, (await engines[index % 2].Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id));
        }

        try
        {
            foreach (var batch in steps.Chunk(3))
            {
                // Three at once, and then a host dies, or not.
                await Task.WhenAll(batch.Select(step => Task.Run(() => ActAsync(step.What % 4, sessions[step.Who % 4], s_resources[step.Resource % 2]))));
                if (batch[0].What % 5 == 4)
                {
                    var host = batch[0].Who % 2;
                    await engines[host].DisposeAsync();
                    engines[host] = await Engine.StartAsync(worlds[host]);
                    approving[host] = engines[host].ApproveEverythingAsync(ending.Token);
                }

                await Task.WhenAll(engines.Select(static engine => engine.Get<ClaimKeeper>().ReconcileAsync(s_shop, Token)));
                AssertOneHolder(claims, engines);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(approving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await engines[0].DisposeAsync();
            await engines[1].DisposeAsync();
        }

        async Task ActAsync(int what, (int Host, SessionId Session) who, string resource)
        {
            var hers = engines[who.Host].Orchestrator.Claims;
            switch (what)
            {
                case 0 or 1:
                    await hers.ClaimAsync(who.Session, resource, Token);
                    break;
                case 2:
                    try
                    {
                        await hers.TakeOverAsync(who.Session, resource, "It is needed.", Token);
                    }
                    catch (AoException taken) when (taken.Message.Contains("is held by", StringComparison.Ordinal))
                    {
                        // Another was faster, and the yes was to take it from the one before.
                    }

                    break;
                default:
                    await hers.ReleaseAsync(who.Session, resource, Token);
                    break;
            }
        }
    }

    private static void AssertOneHolder(FakeClaims claims, Engine[] engines)
    {
        foreach (var resource in s_resources)
        {
            var holders = engines.SelectMany(engine => engine.Orchestrator.Claims.List(s_shop)).Where(claim => claim.Resource == resource).Select(static claim => claim.Holder).ToList();
            Assert.Equal(claims.Find(resource)?.Holder, holders.SingleOrDefault());
        }
    }
}

using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Journal;
using Ao.TestSupport;

namespace Ao.Core.Tests.Consents;

/// <summary>R29: any changed, dropped, swapped or truncated entry is found.</summary>
public sealed class ConsentAuditTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly AoOptions _options;

    public ConsentAuditTests()
    {
        _options = new AoOptions { DataFolder = _folder.Path };
        _options.Projects["shop"] = new ProjectOptions();
    }

    private string Trail => _folder.Combine("audit", "chain.jsonl");

    private string Anchor => _folder.Combine("audit", "anchor.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task VerifyAsync_Untouched_IsIntactAcrossHosts()
    {
        await using var first = await LiveAsync();
        await using var second = await GateHost.StartAsync(first.Journal.Reopen(), first.Time, _options);
        await second.ApproveAsync(Given.Numbered(99), new WorldAction(new OutsideWorld(), Given.Numbered(99).Key));

        var verification = await second.Audit.VerifyAsync(GateHost.Token);

        Assert.Equal(new AuditVerification(IsIntact: true, 31), verification);
        Assert.Equal(31, (await File.ReadAllLinesAsync(Trail, GateHost.Token)).Length);
    }

    [Fact]
    public async Task VerifyAsync_NothingHappened_IsIntact()
    {
        await using var host = new GateHost(options: _options);

        Assert.Equal(new AuditVerification(IsIntact: true, 0), await host.Audit.VerifyAsync(GateHost.Token));
    }

    [Fact]
    public async Task VerifyAsync_AnyByteFlipped_NamesTheEntry()
    {
        await using var host = await LiveAsync();
        var trail = await File.ReadAllBytesAsync(Trail, GateHost.Token);
        var stride = Environment.GetEnvironmentVariable("AO_AUDIT_EVERY_BYTE") == "1" ? 1 : 37;
        for (var index = 0; index < trail.Length; index += stride)
        {
            var entry = trail.AsSpan(0, index).Count((byte)'\n') + 1;
            foreach (var mask in new byte[] { 0x01, 0x80 })
            {
                trail[index] ^= mask;
                await File.WriteAllBytesAsync(Trail, trail, GateHost.Token);
                trail[index] ^= mask;

                var verification = await VerifyAsync(host, restart: index % 2 == 0);

                Assert.False(verification.IsIntact, $"Byte {index} flipped by {mask} was not found.");
                Assert.Equal(entry, verification.FirstBadEntry);
            }
        }
    }

    [Fact]
    public async Task VerifyAsync_EveryByteOfASmallChainChanged_IsFound()
    {
        await using var host = await LiveAsync(operations: 1);
        var trail = await File.ReadAllBytesAsync(Trail, GateHost.Token);
        for (var index = 0; index < trail.Length; index++)
        {
            var kept = trail[index];
            trail[index] = (byte)(kept == (byte)' ' ? '!' : ' ');
            await File.WriteAllBytesAsync(Trail, trail, GateHost.Token);
            trail[index] = kept;

            var verification = await host.Audit.VerifyAsync(GateHost.Token);

            Assert.False(verification.IsIntact, $"Byte {index} was changed and not found.");
            Assert.Equal(trail.AsSpan(0, index).Count((byte)'\n') + 1, verification.FirstBadEntry);
        }

        await File.WriteAllBytesAsync(Trail, trail, GateHost.Token);
        Assert.True((await host.Audit.VerifyAsync(GateHost.Token)).IsIntact);
        TestContext.Current.TestOutputHelper?.WriteLine($"{trail.Length} bytes of {trail.AsSpan().Count((byte)'\n')} entries changed one by one, each found");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VerifyAsync_LineDroppedDoubledOrSwapped_NamesTheFirst(bool restart)
    {
        await using var host = await LiveAsync();
        var lines = await File.ReadAllLinesAsync(Trail, GateHost.Token);
        for (var index = 0; index < lines.Length; index++)
        {
            await CheckAsync(host, [.. lines[..index], .. lines[(index + 1)..]], index + 1, restart);
            await CheckAsync(host, [.. lines[..index], lines[index], .. lines[index..]], index + 2, restart);
            if (index + 1 < lines.Length)
            {
                await CheckAsync(host, [.. lines[..index], lines[index + 1], lines[index], .. lines[(index + 2)..]], index + 1, restart);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VerifyAsync_CutShort_IsFoundByTheAnchorAndNotWrittenOver(bool restart)
    {
        await using var host = await LiveAsync();
        var trail = await File.ReadAllBytesAsync(Trail, GateHost.Token);
        foreach (var length in Enumerable.Range(0, trail.Length).Where(static length => length % 101 == 0).Append(trail.Length - 1))
        {
            await File.WriteAllBytesAsync(Trail, trail[..length], GateHost.Token);

            var verification = await VerifyAsync(host, restart);

            Assert.Equal((false, trail.AsSpan(0, length).Count((byte)'\n') + 1), (verification.IsIntact, verification.FirstBadEntry));
            Assert.Equal(length, new FileInfo(Trail).Length);
        }
    }

    [Fact]
    public async Task VerifyAsync_TrailAndJournalCutShortAlike_IsFoundByTheAnchor()
    {
        await using var host = await LiveAsync();
        var lines = await File.ReadAllLinesAsync(Trail, GateHost.Token);
        await File.WriteAllLinesAsync(Trail, lines[..^1], GateHost.Token);
        host.Journal.Tamper(static facts => facts.RemoveRange(facts.FindLastIndex(AuditEntry.IsAudited), facts.Count - facts.FindLastIndex(AuditEntry.IsAudited)));

        Assert.Equal((false, (long?)lines.Length), Verdict(await VerifyAsync(host, restart: true)));
    }

    [Fact]
    public async Task VerifyAsync_AnchorFileDeletedChangedOrRolledBack_IsFound()
    {
        await using var host = await LiveAsync();
        var anchor = await File.ReadAllBytesAsync(Anchor, GateHost.Token);
        for (var index = 0; index < anchor.Length; index++)
        {
            anchor[index] ^= 0x01;
            await File.WriteAllBytesAsync(Anchor, anchor, GateHost.Token);
            anchor[index] ^= 0x01;
            var verification = await VerifyAsync(host, restart: true);
            Assert.False(verification.IsIntact, $"Byte {index} of the anchor was changed to {File.ReadAllText(Anchor)}.");
        }

        File.Delete(Anchor);
        Assert.False((await VerifyAsync(host, restart: true)).IsIntact);
        File.Delete(Trail);
        Assert.False((await VerifyAsync(host, restart: true)).IsIntact);
    }

    [Fact]
    public async Task VerifyAsync_FactChangedOrDroppedInTheJournal_NamesItsEntry()
    {
        await using var host = await LiveAsync();
        Fact[] facts = [];
        host.Journal.Tamper(all => facts = [.. all]);
        var entry = 0;
        for (var index = 0; index < facts.Length; index++)
        {
            if (!AuditEntry.IsAudited(facts[index]))
            {
                continue;
            }

            entry++;
            var fact = facts[index];
            Fact[] changes =
            [
                fact with { Data = (byte[])[.. fact.Data.Span, (byte)' '] },
                fact with { Type = fact.Type + "x" },
                fact with { At = fact.At.AddTicks(1) },
                fact with { Epoch = fact.Epoch + 1 },
                fact with { Stream = fact.Stream + "x" },
            ];
            foreach (var change in changes)
            {
                host.Journal.Tamper(all => all[index] = change);
                Assert.Equal((false, (long?)entry), Verdict(await VerifyAsync(host, restart: false)));
                host.Journal.Tamper(all => all[index] = fact);
            }

            host.Journal.Tamper(all => all.RemoveAt(index));
            Assert.Equal((false, (long?)entry), Verdict(await VerifyAsync(host, restart: false)));
            host.Journal.Tamper(all => all.Insert(index, fact));
        }

        Assert.True((await VerifyAsync(host, restart: false)).IsIntact);
    }

    [Fact]
    public async Task CatchUpAsync_BrokenOffAppendBehindTheAnchor_IsCutOffAndWrittenAgain()
    {
        await using var host = await LiveAsync();
        var whole = await File.ReadAllBytesAsync(Trail, GateHost.Token);
        await using var next = new GateHost(host.Journal.Reopen(), host.Time, _options);
        var effect = Given.Numbered(50, EffectKind.CreateIssue);
        await next.Gate.PerformAsync(effect, new WorldAction(new OutsideWorld(), effect.Key), GateHost.Token);
        await File.WriteAllBytesAsync(Trail, [.. whole, .. """{"entry":26,"prev"""u8], GateHost.Token);

        var verification = await next.Audit.VerifyAsync(GateHost.Token);

        Assert.Equal(new AuditVerification(IsIntact: true, 1 + (5 * 5) + 2), verification);
    }

    private static (bool IsIntact, long? FirstBadEntry) Verdict(AuditVerification verification) => (verification.IsIntact, verification.FirstBadEntry);

    /// <summary>Five operations with consent: 25 entries after the policy that holds, written and anchored by a host that stopped in order.</summary>
    private async Task<GateHost> LiveAsync(int operations = 5)
    {
        var world = new OutsideWorld();
        var host = await GateHost.StartAsync(options: _options);
        for (var number = 0; number < operations; number++)
        {
            await host.ApproveAsync(Given.Numbered(number), new WorldAction(world, Given.Numbered(number).Key));
        }

        await host.StopAsync();
        return host;
    }

    private async Task CheckAsync(GateHost host, string[] lines, long bad, bool restart)
    {
        await File.WriteAllTextAsync(Trail, string.Concat(lines.Select(static line => line + "\n")), GateHost.Token);
        Assert.Equal((false, (long?)bad), Verdict(await VerifyAsync(host, restart)));
    }

    private async Task<AuditVerification> VerifyAsync(GateHost host, bool restart)
    {
        if (!restart)
        {
            return await host.Audit.VerifyAsync(GateHost.Token);
        }

        await using var next = new GateHost(host.Journal.Reopen(), host.Time, _options);
        return await next.Audit.VerifyAsync(GateHost.Token);
    }
}

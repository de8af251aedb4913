using System.Text;

namespace Ao.Plugins.LocalProcess.Tests;

public class ProcessEntryTests
{
    private const string Rest = " S 7 8 9 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 1000 1\n";

    [Theory]
    [InlineData("42 (sh)")]
    [InlineData("42 (a) b) S 1 1 1)")]
    [InlineData("42 ((((((()")]
    [InlineData("42 (line\nline)")]
    public void TryParse_HostileNames_CountsFromTheLastParenthesis(string name)
    {
        Assert.True(ProcessEntry.TryParse(42, Encoding.UTF8.GetBytes(name + Rest), out var entry));

        Assert.Equal(new ProcessEntry(42, 7, 9, 123456), entry);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42 (sh)")]
    [InlineData("42 (sh) ")]
    [InlineData("42 (sh) S 1 2")]
    [InlineData("42 (sh) Z 7 8 9 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 1000 1")]
    public void TryParse_BrokenOrDead_IsRefused(string stat) => Assert.False(ProcessEntry.TryParse(42, Encoding.UTF8.GetBytes(stat), out _));

    [Fact]
    public void IsAlive_OtherStartTimeOrBoot_IsAnotherProcess()
    {
        Assert.True(ProcessEntry.TryRead(Environment.ProcessId, out var entry));
        var self = ProcessIdentity.Of(entry);

        Assert.True(self.IsAlive());
        Assert.False((self with { StartTime = self.StartTime + 1 }).IsAlive());
        Assert.False((self with { BootId = "00000000-0000-0000-0000-000000000000" }).IsAlive());
        Assert.Equal(self, ProcessIdentity.Parse(self.ToString()));
    }

    [Fact]
    public void Send_StaleIdentity_SignalsNobody()
    {
        Assert.True(ProcessEntry.TryRead(Environment.ProcessId, out var entry));

        // Were the identity not checked, this would end the test run.
        ProcessSignal.Send(ProcessIdentity.Of(entry) with { StartTime = 1 }, ProcessSignal.Kill);
    }
}

using Ao.Plugins.GitHub.Forge;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Checks that the host has made, as commit statuses.</summary>
public sealed class PublishedCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishCheck_OfTheHead_IsAStatusOfIt()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/pulls/7", Json.Pull(7));
        rig.Stub.On($"POST /repos/o/r/statuses/{Json.Head}", Json.Status(1, "ao/alignment", "failure"));

        var check = await rig.Get<CheckPublisher>().PublishCheckAsync(Publication(rig, Json.Head), Cancellation);

        Assert.Equal(("ao/alignment", CheckState.Failed), (check.Name, check.State));
        var sent = rig.Stub.Single($"POST /repos/o/r/statuses/{Json.Head}");
        Assert.Equal(("failure", "ao/alignment", "It takes away 'a'."), (sent["state"], sent["context"], sent["description"]));
    }

    [Fact]
    public async Task PublishCheck_OfAnotherRevision_IsRefused()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/pulls/7", Json.Pull(7));

        var refused = await Assert.ThrowsAsync<AoException>(async () => await rig.Get<CheckPublisher>().PublishCheckAsync(Publication(rig, new string('9', 40)), Cancellation));

        Assert.Contains("by now", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Stub.Calls, static call => call.Name.StartsWith("POST", StringComparison.Ordinal));
    }

    private static CheckPublication Publication(ForgeRig rig, string revision) =>
        new() { Key = rig.Key(), Source = rig.Source, Number = 7, Revision = revision, Name = "ao/alignment", State = CheckState.Failed, Summary = "It takes away 'a'." };
}

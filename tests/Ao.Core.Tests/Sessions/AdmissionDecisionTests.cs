using Ao.Configuration;
using Ao.Sessions.Admission;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Sessions;

public class AdmissionDecisionTests
{
    private static readonly ProjectId s_a = new("a");
    private static readonly ProjectId s_b = new("b");

    [Theory]
    [InlineData("a a b", 0, 0, 10, true, 0)]
    [InlineData("a a b", 1, 0, 10, true, 2)]
    [InlineData("a a b", 2, 2, 10, true, 0)]
    [InlineData("a a b", 2, 2, 4, true, -1)]
    [InlineData("a", 1, 0, 10, false, -1)]
    [InlineData("a", 0, 0, 10, false, 0)]
    [InlineData("", 0, 0, 10, true, -1)]
    [InlineData("a:1 a:1 b", 1, 5, 10, true, 2)]
    [InlineData("a:1", 1, 0, 10, true, -1)]
    public void Next_WithQueue_Chooses(string queue, int runningA, int runningB, int max, bool hasMemory, int expected)
    {
        var waiting = queue.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((entry, index) => new AdmissionRequest(new SessionId("s", index + 1), new ProjectId(entry[..1]), entry.Length > 1 ? int.Parse(entry[2..], null) : null, index))
            .ToList();

        var next = AdmissionDecision.Next(waiting, new Dictionary<ProjectId, int> { [s_a] = runningA, [s_b] = runningB }, max, _ => hasMemory);

        Assert.Equal(expected, next);
    }

    [Theory]
    [InlineData(513, 0, 0, 512, true)]
    [InlineData(513, 128, 0, 512, false)]
    [InlineData(640, 128, 0, 512, true)]
    [InlineData(511, 0, 0, 512, false)]
    [InlineData(1411, 0, 900, 512, false)]
    [InlineData(1412, 0, 900, 512, true)]
    [InlineData(0, 1152, 900, 0, true)]
    public void HasMemory_WithReservations_LeavesTheFloor(long available, long reserved, int needed, long floor, bool expected) =>
        Assert.Equal(expected, AdmissionDecision.HasMemory(available, reserved, needed, new AdmissionOptions { MinFreeMemoryMegabytes = floor }));

    [Fact]
    public void Next_NoMemoryForTheOneWhoseTurnItIs_LetsNobodyOvertake()
    {
        AdmissionRequest[] waiting = [new(new SessionId("s", 1), s_b, null, 1, Megabytes: 900), new(new SessionId("s", 2), s_b, null, 2)];

        Assert.Equal(-1, AdmissionDecision.Next(waiting, new Dictionary<ProjectId, int> { [s_a] = 1 }, 10, static request => request.Megabytes is null));
    }

    [Property]
    public Property Next_AnyQueue_NeverExceedsALimitAndNeverStarves(PositiveInt max, byte[] projects)
    {
        var waiting = projects.Select((project, index) => new AdmissionRequest(new SessionId("s", index + 1), new ProjectId($"p{project % 4}"), 3, index)).ToList();
        var running = new Dictionary<ProjectId, int>();
        while (AdmissionDecision.Next(waiting, running, max.Get, static _ => true) is >= 0 and var next)
        {
            running[waiting[next].Project] = running.GetValueOrDefault(waiting[next].Project) + 1;
            waiting.RemoveAt(next);
        }

        var withinLimits = running.Values.Sum() <= max.Get && running.Values.All(static count => count <= 3);
        var full = running.Values.Sum() == max.Get;
        var nobodyCouldRun = waiting.All(request => running.GetValueOrDefault(request.Project) == 3);
        return (withinLimits && (full || nobodyCouldRun)).ToProperty();
    }
}

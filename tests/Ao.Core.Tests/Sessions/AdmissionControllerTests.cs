using Ao.Configuration;
using Ao.Sessions.Admission;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Sessions;

public sealed class AdmissionControllerTests : IDisposable
{
    private static readonly ProjectId s_project = new("shop");
    private readonly FakeTimeProvider _time = new();
    private readonly SettableMemory _memory = new() { Megabytes = 10_000 };
    private readonly AoOptions _options = new() { Admission = { MinFreeMemoryMegabytes = 512, AssumedSessionMegabytes = 128 } };
    private readonly AdmissionController _admission;

    public AdmissionControllerTests() => _admission = new AdmissionController(Options.Create(_options), _memory, _time, NullLogger<AdmissionController>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _admission.Dispose();

    [Fact]
    public async Task Enter_MemoryForOne_AdmitsOneUntilItsOwnShows()
    {
        _memory.Megabytes = 513;

        var entering = Enumerable.Range(1, 20).Select(number => EnterAsync(number)).ToList();
        var atOnce = entering.Count(static task => task.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(9));
        var early = entering.Count(static task => task.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        using var second = await entering[1].WaitAsync(Token);

        Assert.Equal((1, 1), (atOnce, early));
        Assert.False(entering[2].IsCompleted);
    }

    [Fact]
    public async Task Leave_LatelyAdmitted_GivesItsReservationBack()
    {
        _memory.Megabytes = 513;
        var first = await EnterAsync(1);
        var second = EnterAsync(2);
        var third = EnterAsync(3);

        first.Dispose();
        using var admitted = await second.WaitAsync(Token);

        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task Enter_ProbeFails_WaitsAndLosesNoPlace()
    {
        _options.Admission.MaxSessions = 3;
        using var first = await EnterAsync(1);
        _memory.Fault = new IOException("There is no /proc here.");
        using var giving = new CancellationTokenSource();
        var second = EnterAsync(2);
        var abandoned = _admission.EnterAsync(Request(3), giving.Token);
        await giving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);

        _memory.Fault = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        using var admitted = await second.WaitAsync(Token);
        using var fourth = await EnterAsync(4).WaitAsync(Token);

        Assert.False(EnterAsync(5).IsCompleted);
    }

    [Fact]
    public async Task Enter_InAnyOrder_AdmitsInTheOrderOfTheRequests()
    {
        _options.Admission.MaxSessions = 1;
        var ticket = await EnterAsync(1);
        int[] order = [5, 3, 4, 2];
        var entering = order.ToDictionary(static number => number, number => EnterAsync(number));

        for (var number = 2; number <= 5; number++)
        {
            ticket.Dispose();
            ticket = await entering[number].WaitAsync(Token);
        }

        ticket.Dispose();
    }

    private static AdmissionRequest Request(int number) => new(new SessionId("shop", number), s_project, MaxSessions: null, RequestedAt: number);

    private Task<AdmissionTicket> EnterAsync(int number) => _admission.EnterAsync(Request(number), Token);

    private sealed class SettableMemory : IMemoryProbe
    {
        public long Megabytes { get; set; }

        public Exception? Fault { get; set; }

        public long AvailableBytes => Fault is { } fault ? throw fault : Megabytes * 1024 * 1024;
    }
}

using Ao.Plugins.Webhook;

namespace Ao.Plugins.Webhook.Tests;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 0, 0.0, 1)]
    [InlineData(1, 0, 1.0, 0.5)]
    [InlineData(4, 0, 0.0, 8)]
    [InlineData(100, 0, 0.0, 60)]
    [InlineData(1, 30, 0.0, 30)]
    [InlineData(1, 3600, 0.0, 60)]
    [InlineData(5, 1, 0.0, 16)]
    public void DelayAfter_Attempts_DoublesUpToTheLimit(int attempt, int asked, double jitter, double expected) =>
        Assert.Equal(expected, RetrySchedule.DelayAfter(attempt, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(asked), jitter).TotalSeconds, 3);
}

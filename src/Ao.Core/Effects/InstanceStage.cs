using System.Security.Cryptography;
using Ao.Hosting;
using Ao.Journal;

namespace Ao.Effects;

/// <summary>Names a journal when it is opened for the first time.</summary>
internal sealed class InstanceStage(FactLog log, InstanceProjection instance) : IEngineStage
{
    private const string Stream = "instance";
    private const int Length = 8;

    // Without those that look alike: people read keys.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public int Order => 150;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (!instance.IsNamed)
        {
            await log.AppendAsync(Stream, expectedVersion: 0, [new InstanceName(RandomNumberGenerator.GetString(Alphabet, Length))], cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

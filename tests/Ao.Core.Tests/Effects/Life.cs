using Ao.Consents;
using Ao.Effects;
using Ao.TestSupport;

namespace Ao.Core.Tests.Effects;

/// <summary>Drives a call to the gate while virtual time passes.</summary>
internal static class Life
{
    /// <summary>Lets virtual time pass until a call is through.</summary>
    public static async Task<T> PassTimeAsync<T>(this GateHost host, Task<T> call)
    {
        while (!call.IsCompleted)
        {
            GateHost.Token.ThrowIfCancellationRequested();
            host.FakeTime.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        return await call;
    }

    /// <summary>Performs an effect in one life of a host, with a person who approves everything; <see langword="null"/> where the host died.</summary>
    public static async Task<EffectOutcome<Thing>?> LiveAsync(this GateHost host, Effect effect, IEffectAction<Thing> action)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var call = host.Gate.PerformAsync(effect, action, life.Token).AsTask();
        try
        {
            while (!call.IsCompleted)
            {
                GateHost.Token.ThrowIfCancellationRequested();
                foreach (var consent in host.Consents.List())
                {
                    await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: life.Token);
                }

                host.FakeTime.Advance(TimeSpan.FromMilliseconds(250));
                await Task.Yield();
            }

            return await call;
        }
        catch (HostDiedException)
        {
            await life.CancelAsync();
            await Task.WhenAny(call);
            return null;
        }
    }
}

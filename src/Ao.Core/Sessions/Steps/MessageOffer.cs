using Ao.Agents;

namespace Ao.Sessions.Steps;

/// <summary>A message that is on its way to a running agent.</summary>
/// <param name="Message">The message as it was when it was offered.</param>
/// <param name="Delivery">How far it got, once that is known.</param>
internal sealed record MessageOffer(MessageReceipt Message, Task<MessageDelivery> Delivery)
{
    public static MessageOffer Make(IAgentConnection connection, MessageReceipt message, CancellationToken cancellationToken) =>
        new(message, SendAsync(connection, new AgentMessage { Id = message.Id, Text = message.Text }, cancellationToken));

    private static async Task<MessageDelivery> SendAsync(IAgentConnection connection, AgentMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }
    }
}

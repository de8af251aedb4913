namespace Ao.Plugins.Linear.Tests;

/// <summary>Clients whose calls a test answers.</summary>
internal sealed class StubClients(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : IHttpClients, IDisposable
{
    private readonly Handler _handler = new(answer);

    public int Calls => _handler.Calls;

    public HttpClient Create(string name) => new(_handler, disposeHandler: false);

    public void Dispose() => _handler.Dispose();

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return answer(request, cancellationToken);
        }
    }
}

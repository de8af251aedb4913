using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>Words that tell a person little when they stand alone, however rare they are among the changes.</summary>
internal static class VagueWords
{
    private static readonly FrozenSet<string> s_text = Set(
        "again allow allowed allows always another apply around avoid better bit bug call called cannot come comes correctly default different doe don either enable ensure error every few first fork give given goe handle handling happen help improve instead issue know last lead left let look lot made may might move much must name never nothing old once onto option other own part place point possible prevent problem proper properly read really return right see several show simple small sometime start still stop support take taken tell thing time try two value want way whether work working wrong yet");

    private static readonly FrozenSet<string> s_code = Set(
        "arg args argument arr array assert attr body buf buffer callback cfg code command config console content context count ctx current cwd data date debug default dir entry err error event exec execfile execfileasync exist expect fail failed field file filter find first flag format found handle handler header interval idx index info init input item join json key last len length line list log logger main map match math max message meta method min mock msg name next node now num obj one opt option order out output param parse parts path payload pid pop prev print process promise prop push query raw ready recursive ref replace req request res resolve response result root slice sort source spec split src stack start startswith state status stderr stdin stdout step stop str stream stringify sum sync tag tar target temp test text time tmp toequal toisostring tostring total trim two txt undefined url user utf utf8 util val value view warn work world write writefile");

    /// <summary>Gets whether a word of messages tells little.</summary>
    public static bool IsText(string stem) => s_text.Contains(stem) || CommonWords.IsText(stem) || CommonWords.IsCode(stem);

    /// <summary>Gets whether a word that stands in the code alone tells little.</summary>
    public static bool IsCode(string stem) => s_code.Contains(stem) || IsText(stem);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

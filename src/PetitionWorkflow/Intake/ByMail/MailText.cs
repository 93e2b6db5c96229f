using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>A message's words as a case or a line of the mailbox keeps them: what does not fit is left away visibly, never in silence.</summary>
internal static class MailText
{
    /// <summary>For the lines about files: a message of a thousand files is not to push out its own words. Characters.</summary>
    private const int MostOfLeftOut = 10_000;

    private const string Gap = "\n\n";

    /// <summary>The lines about files stand whole, and the words are shortened for them; that they were is said where they end.</summary>
    public static string Of(string words, IReadOnlyList<string> leftOut, Texts texts)
    {
        var mine = texts.In(Texts.Languages[0]);
        var (text, lines) = (TypedText.Clean(words), LinesOf(leftOut, mine));
        var room = RegisterRules.MaxText - (lines.Length == 0 ? 0 : lines.Length + Gap.Length);
        if (text.Length > room)
        {
            var cut = Gap + mine["Mailbox.Cut"];
            text = Short(text, room - cut.Length) + cut;
        }

        return lines.Length == 0 ? text : text + Gap + lines;
    }

    /// <summary>Never in the middle of a character that takes two.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : text[..(most - (char.IsHighSurrogate(text[most - 1]) ? 1 : 0))];

    private static string LinesOf(IReadOnlyList<string> leftOut, Texts mine)
    {
        var (told, room) = (new List<string>(), MostOfLeftOut);
        foreach (var line in leftOut.Select(TypedText.Clean))
        {
            room -= line.Length + Gap.Length;
            if (room < 0)
            {
                told.Add(mine["Mailbox.MoreFilesLeftOut", leftOut.Count - told.Count]);
                break;
            }

            told.Add(line);
        }

        return string.Join(Gap, told);
    }
}
